package main

import (
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"contactgroup/ui/lang"
)

// originNote is the annotation of a flag that tells where its value comes from,
// when it was not typed.
const originNote = "origin"

// configCommand prints what serve would be told, as a configuration file.
func configCommand(words *lang.Words) *cobra.Command {
	c := &cobra.Command{Use: "config", Short: words.Serving.ConfigShort, Args: cobra.NoArgs, Annotations: map[string]string{takesAll: "yes"}}
	new(settings).bind(c.Flags(), words)
	c.RunE = func(c *cobra.Command, _ []string) error {
		writeSettings(c.OutOrStdout(), words, c.Flags())
		return nil
	}
	return c
}

// writeSettings writes each setting with where its value comes from. Secrets
// are written as comments, so that what is written can be read back.
func writeSettings(out io.Writer, words *lang.Words, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if slices.Contains(notInFile, f.Name) {
			return
		}
		line := fmt.Sprintf("%s = %s", f.Name, tomlValue(f))
		if shown := hidden(f.Name, f.Value.String()); shown != f.Value.String() {
			line = fmt.Sprintf("# %s = %q", f.Name, shown)
		}
		fmt.Fprintf(out, "%-40s # %s\n", line, origin(words, f))
	})
}

func origin(words *lang.Words, f *pflag.Flag) string {
	if place := f.Annotations[originNote]; len(place) > 0 {
		return place[0]
	}
	if f.Changed {
		return "--" + f.Name
	}
	return words.Serving.ByDefault
}

func tomlValue(f *pflag.Flag) string {
	if slice, ok := f.Value.(pflag.SliceValue); ok {
		var quoted []string
		for _, text := range slice.GetSlice() {
			quoted = append(quoted, tomlText(text))
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	switch f.Value.Type() {
	case "int", "int64", "uint", "uint64", "bool":
		return f.Value.String()
	}
	return tomlText(f.Value.String())
}

// tomlText writes a basic string of TOML.
func tomlText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case strconv.IsPrint(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return `"` + b.String() + `"`
}

// hidden takes a secret out of a setting's value: the value itself where the
// name says so, the password of an address.
func hidden(name, value string) string {
	for _, word := range []string{"password", "secret", "token"} {
		if value != "" && strings.Contains(name, word) && !strings.HasSuffix(name, "-file") {
			return "…"
		}
	}
	if u, err := url.Parse(value); err == nil && u.User != nil {
		if _, set := u.User.Password(); set {
			return u.Redacted()
		}
	}
	return value
}
