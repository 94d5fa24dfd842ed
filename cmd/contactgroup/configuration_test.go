package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"contactgroup/ui/lang"
)

func everything(string) bool { return true }

func serveFlags() (*settings, *pflag.FlagSet) {
	var s settings
	flags := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	s.bind(flags, lang.English)
	return &s, flags
}

// TestEverySettingCanBeWrittenInTheFileAndAsAVariable writes what "config"
// prints of each flag, and reads it back both ways.
func TestEverySettingCanBeWrittenInTheFileAndAsAVariable(t *testing.T) {
	_, flags := serveFlags()
	flags.VisitAll(func(f *pflag.Flag) {
		path := filepath.Join(t.TempDir(), "config.toml")
		must(t, os.WriteFile(path, []byte(fmt.Sprintf("%s = %s\n", f.Name, tomlValue(f))), 0o600))
		conf, err := readConfiguration(lang.English, path)
		must(t, err)
		must(t, conf.check(flags))
		_, again := serveFlags()
		must(t, conf.fill(again, everything))
		if got := again.Lookup(f.Name); got.Value.String() != f.Value.String() || origin(lang.English, got) != path+":1" {
			t.Errorf("%s = %s from %s", f.Name, got.Value, origin(lang.English, got))
		}
		if f.Value.String() == "" || f.Value.Type() == "stringSlice" {
			return
		}
		t.Setenv(variableOf(f.Name), f.Value.String())
		conf, err = readConfiguration(lang.English, "")
		must(t, err)
		_, again = serveFlags()
		must(t, conf.fill(again, everything))
		if got := origin(lang.English, again.Lookup(f.Name)); got != variableOf(f.Name) {
			t.Errorf("%s comes from %s", f.Name, got)
		}
	})
	for _, name := range live {
		if flags.Lookup(name) == nil {
			t.Errorf("%s is taken up by a reload, and is no setting", name)
		}
	}
}

func TestKeysAreFoundWithTheirLines(t *testing.T) {
	text := "# listen = 1\nlisten = 1\n\n[limit]\nper-address = 2\n 'per-account' = 3\n[smtp.relay]\nhost = \"a = b\"\n"
	want := map[string]int{"listen": 2, "limit-per-address": 5, "limit-per-account": 6, "smtp-relay-host": 8}
	if got := keyLines(text); !maps.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

func TestSecretsAreHidden(t *testing.T) {
	for _, test := range []struct{ name, value, want string }{
		{"smtp-password", "hunter2", "…"},
		{"smtp-password", "", ""},
		{"smtp-password-file", "/etc/secret", "/etc/secret"},
		{"webhook-secret", "x", "…"},
		{"database", "postgres://a:hunter2@db/g", "postgres://a:xxxxx@db/g"},
		{"database", "sqlite:register.db", "sqlite:register.db"},
	} {
		if got := hidden(test.name, test.value); got != test.want {
			t.Errorf("%s = %s is shown as %s", test.name, test.value, got)
		}
	}
}

func TestABannerIsTextAndNothingElse(t *testing.T) {
	for _, test := range []struct{ name, text, want, fault string }{
		{"both languages", "Accès réservé.\n\tRestricted access.\n\n", "Accès réservé.\n\tRestricted access.\n", ""},
		{"empty", "\n", "", ""},
		{"escape sequence", "a\nb\x1b[2J", "", "line 2, the control character U+001B"},
		{"carriage return", "a\r\n", "", "line 1, the control character U+000D"},
		{"C1", "\u009b2J", "", "U+009B"},
		{"bidi", "a\u202eb", "", "U+202E"},
		{"Latin-1", "Acc\xe8s", "", "UTF-8"},
		{"long", strings.Repeat("a", maxBanner+1), "", "longer than 8192 bytes"},
	} {
		path := filepath.Join(t.TempDir(), "banner")
		must(t, os.WriteFile(path, []byte(test.text), 0o600))
		got, err := readBanner(lang.English, path)
		if got != test.want || (err == nil) != (test.fault == "") || err != nil && !strings.Contains(err.Error(), test.fault) {
			t.Errorf("%s: %q, %v", test.name, got, err)
		}
	}
}

func FuzzConfiguration(f *testing.F) {
	f.Add("listen = \":1\"\n[limit]\nper-address = 2\n")
	f.Add("[[a]]\nb = {c = 1, 'd.e' = [1, 2.5, 1979-05-27]}\n")
	f.Add("host-key = [\"a\", 1, {b = 2}]\nbanner = '''\nx = 1\n'''\n")
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(t.TempDir(), "config.toml")
		must(t, os.WriteFile(path, []byte(text), 0o600))
		conf, err := readConfiguration(lang.French, path)
		if err != nil {
			return
		}
		_, flags := serveFlags()
		if conf.check(flags) == nil {
			_ = conf.fill(flags, everything) // either way without a crash
		}
	})
}
