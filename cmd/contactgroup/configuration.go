package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/knadh/koanf/parsers/toml/v2"
	"github.com/knadh/koanf/providers/env"
	"github.com/knadh/koanf/providers/rawbytes"
	"github.com/knadh/koanf/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// systemConfiguration is read when the user has no file of their own.
const systemConfiguration = "/etc/contactgroup/config.toml"

// Annotations of commands: serve's own settings are theirs too; no file concerns them.
const takesAll, standsAlone = "takes-all", "stands-alone"

const variablePrefix = "CONTACTGROUP_"

// notInFile are flags that no file may set: of one call, or needed before it is read.
var notInFile = []string{"config", "help", "lang", "as"}

// configuration is what was said outside the command line. A flag that was
// typed counts before a variable CONTACTGROUP_NAME, that before the file.
type configuration struct {
	words     *lang.Words
	file      string         // empty: none
	values    map[string]any // of the file, by flag name: [smtp] host is smtp-host
	lines     map[string]int // where they are in the file, from 1
	variables map[string]any // of the environment, by flag name
}

// configurationFile is --config or CONTACTGROUP_CONFIG, else the first of the
// usual files that is there; empty: none.
func configurationFile(c *cobra.Command) string {
	named, _ := c.Flags().GetString("config")
	if named = cmp.Or(named, os.Getenv(variablePrefix+"CONFIG")); named != "" {
		return named
	}
	base := os.Getenv("XDG_CONFIG_HOME")
	if home, err := os.UserHomeDir(); err == nil && !filepath.IsAbs(base) {
		base = filepath.Join(home, ".config")
	}
	for _, path := range []string{filepath.Join(base, "contactgroup", "config.toml"), systemConfiguration} {
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return ""
}

// readConfiguration reads the environment and the file; path may be empty.
func readConfiguration(words *lang.Words, path string) (*configuration, error) {
	conf := &configuration{words: words, file: path, lines: map[string]int{}}
	variables := koanf.New(".")
	name := func(variable string) string {
		return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(variable, variablePrefix)), "_", "-")
	}
	if err := variables.Load(env.Provider(variablePrefix, ".", name), nil); err != nil {
		return nil, err
	}
	conf.variables = variables.All()
	if path == "" {
		return conf, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		why := err.Error()
		if errors.Is(err, fs.ErrNotExist) {
			why = words.Serving.NoFile
		}
		return nil, conf.wrong(path, why)
	}
	keys := koanf.New("-")
	if err := keys.Load(rawbytes.Provider(text), toml.Parser()); err != nil {
		var at interface{ Position() (row, column int) }
		if errors.As(err, &at) {
			row, _ := at.Position()
			path = fmt.Sprintf("%s:%d", path, row)
		}
		return nil, conf.wrong(path, strings.TrimPrefix(err.Error(), "toml: "))
	}
	conf.values = keys.All()
	conf.lines = keyLines(string(text))
	return conf, nil
}

// keyLines finds the line of each key of a TOML file, tables before a dash. It
// serves to tell people where to look: of a key written in an unusual way, or
// inside a text of several lines, it may know nothing.
func keyLines(text string) map[string]int {
	lines, table, n := map[string]int{}, "", 0
	plain := strings.NewReplacer(`"`, "", "'", "", " ", "", "\t", "", ".", "-")
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if head, ok := strings.CutPrefix(line, "["); ok {
			table = plain.Replace(strings.Split(head, "]")[0]) + "-"
			continue
		}
		if key, _, ok := strings.Cut(line, "="); ok && !strings.HasPrefix(line, "#") {
			if key = table + plain.Replace(key); lines[key] == 0 {
				lines[key] = n
			}
		}
	}
	return lines
}

// check refuses keys of the file that are no settings; known are the flags of serve.
func (conf *configuration) check(known *pflag.FlagSet) error {
	var unknown []string
	for key := range conf.values {
		if known.Lookup(key) == nil || slices.Contains(notInFile, key) {
			unknown = append(unknown, key)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	slices.SortFunc(unknown, func(a, b string) int { return cmp.Or(conf.lines[a]-conf.lines[b], strings.Compare(a, b)) })
	var names []string
	known.VisitAll(func(f *pflag.Flag) {
		if !slices.Contains(notInFile, f.Name) {
			names = append(names, f.Name)
		}
	})
	return conf.wrong(conf.place(unknown[0]),
		lang.Fill(conf.words.Serving.UnknownKey, "key", schema.VisibleLine(unknown[0]), "names", strings.Join(names, ", ")))
}

// fill gives each flag that was not typed its value from a variable, or from
// the file where fromFile allows it.
func (conf *configuration) fill(flags *pflag.FlagSet, fromFile func(name string) bool) error {
	var failed error
	flags.VisitAll(func(f *pflag.Flag) {
		if failed != nil || f.Changed {
			return
		}
		switch value, ok := conf.variables[f.Name]; {
		case ok && value != "":
			failed = conf.set(flags, f, value, variableOf(f.Name))
		case fromFile(f.Name) && conf.values[f.Name] != nil:
			failed = conf.set(flags, f, conf.values[f.Name], conf.place(f.Name))
		}
	})
	return failed
}

func (conf *configuration) set(flags *pflag.FlagSet, f *pflag.Flag, value any, place string) error {
	if err := setFlag(flags, f, value); err != nil {
		return conf.wrong(place, lang.Fill(conf.words.Serving.WrongValue,
			"key", f.Name, "value", hidden(f.Name, schema.VisibleLine(fmt.Sprint(value))), "allowed", allowed(conf.words, f)))
	}
	if err := flags.SetAnnotation(f.Name, originNote, []string{place}); err != nil {
		return err
	}
	return nil
}

// setFlag gives a flag a value of a TOML file or of the environment.
func setFlag(flags *pflag.FlagSet, f *pflag.Flag, value any) error {
	list, several := value.([]any)
	if !several {
		if _, table := value.(map[string]any); table {
			return errNotAllowed
		}
		return flags.Set(f.Name, fmt.Sprint(value))
	}
	slice, ok := f.Value.(pflag.SliceValue)
	if !ok {
		return errNotAllowed
	}
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i] = fmt.Sprint(one)
	}
	f.Changed = true
	return slice.Replace(texts)
}

// place is where a key of the file is.
func (conf *configuration) place(key string) string {
	if n := conf.lines[key]; n > 0 {
		return fmt.Sprintf("%s:%d", conf.file, n)
	}
	return conf.file
}

// misconfigured is a fault of a file or variable, in words.
type misconfigured string

func (m misconfigured) Error() string { return string(m) }

func (conf *configuration) wrong(place, why string) error {
	return misconfigured(lang.Fill(conf.words.Serving.Misconfigured, "place", place, "why", why))
}

func variableOf(name string) string {
	return variablePrefix + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// allowed tells which values a flag takes.
func allowed(words *lang.Words, f *pflag.Flag) string {
	if l, ok := f.Value.(limited); ok {
		return l.allows(words)
	}
	w := words.Serving
	switch f.Value.Type() {
	case "bool":
		return "true, false"
	case "int", "int64", "uint", "uint64":
		return w.AllowNumber
	case "duration":
		return w.AllowSpanOrNone
	case "stringSlice", "stringArray":
		return w.AllowTexts
	}
	return w.AllowText
}
