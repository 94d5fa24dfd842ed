package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// finding is one line of doctor.
type finding struct {
	Level string  `json:"level"` // OK, WARN or FAIL
	Code  string  `json:"check"`
	Text  string  `json:"text"`
	Do    *string `json:"do"`
}

const (
	fine   = "OK"
	odd    = "WARN"
	failed = "FAIL"
)

// doctor gathers what it finds. It changes nothing and makes no file.
type doctor struct {
	words    *lang.Words
	place    place
	set      settings
	flags    *pflag.FlagSet
	findings []finding
}

func (d *doctor) tell(level, code string, values ...string) {
	for i := 1; i < len(values); i += 2 {
		values[i] = schema.VisibleLine(values[i])
	}
	f := finding{Level: level, Code: code, Text: lang.Fill(d.words.Doctor.Found[code], values...)}
	if do := lang.Fill(d.words.Doctor.Do[code], values...); do != "" && level != fine {
		f.Do = &do
	}
	d.findings = append(d.findings, f)
}

func doctorCommand(words *lang.Words) *cobra.Command {
	var full, network, asJSON bool
	w := words.Doctor
	c := &cobra.Command{Use: "doctor", Short: w.Short, Args: cobra.NoArgs, Annotations: map[string]string{standsAlone: "yes"}}
	c.Flags().BoolVar(&full, "full", false, w.FlagFull)
	c.Flags().BoolVar(&network, "network", false, w.FlagNetwork)
	c.Flags().BoolVar(&asJSON, "json", false, w.FlagJSON)
	c.RunE = func(c *cobra.Command, _ []string) error {
		d := &doctor{words: words}
		d.configuration(c)
		d.files()
		d.register(c, full)
		if network {
			d.smtp()
		}
		if err := d.write(c, asJSON); err != nil {
			return err
		}
		for _, f := range d.findings {
			if f.Level == failed {
				return exit(1)
			}
		}
		return nil
	}
	return c
}

// write writes a line for each finding.
func (d *doctor) write(c *cobra.Command, asJSON bool) error {
	out := c.OutOrStdout()
	if asJSON {
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		return e.Encode(struct {
			Schema int       `json:"schema"`
			Items  []finding `json:"items"`
		}{1, d.findings})
	}
	for _, f := range d.findings {
		line := fmt.Sprintf("%-4s  %s", f.Level, f.Text)
		if f.Do != nil {
			line += " → " + *f.Do
		}
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	return nil
}

// configuration reads what serve would be told. What is wrong with it is a
// finding; the place then is the usual one, or the one that was typed.
func (d *doctor) configuration(c *cobra.Command) {
	d.flags = pflag.NewFlagSet("serve", pflag.ContinueOnError)
	d.set.bind(d.flags, d.words)
	d.flags.AddFlagSet(c.InheritedFlags())
	path := configurationFile(c)
	conf, err := readConfiguration(d.words, path)
	if err == nil {
		err = conf.check(d.flags)
	}
	if err == nil {
		err = conf.fill(d.flags, func(string) bool { return true })
	}
	if err == nil && d.set.metrics != "" && !isPrivate(d.set.metrics) && !d.set.metricsPublic {
		err = errors.New(lang.Fill(d.words.Serving.MetricsPublic, "address", d.set.metrics))
	}
	if err != nil {
		d.tell(failed, "misconfigured", "error", err.Error())
	} else {
		d.tell(fine, "configuration")
	}
	if path != "" {
		d.private(path, odd)
	}
	d.place = placeFrom(c)
}

// files looks at the permissions of what must be kept, and at the keys.
func (d *doctor) files() {
	d.private(d.place.dir, failed)
	if path, ok := strings.CutPrefix(d.place.url, "sqlite:"); ok {
		d.private(path, failed)
	}
	for i, path := range d.set.files(d.place) {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			d.tell(odd, "no_host_key", "path", path)
			continue
		}
		if !d.private(path, failed) {
			continue
		}
		key, err := readKey(path)
		info, statErr := os.Stat(path)
		if err = errors.Join(err, statErr); err != nil {
			d.tell(failed, "unreadable", "path", path, "error", err.Error())
			continue
		}
		served := 1
		if _, err := os.Stat(path + nextKey); err == nil {
			served = 2
		}
		if i == 0 {
			d.tell(fine, "host_key", "fingerprint", ssh.FingerprintSHA256(key.PublicKey()), "age", strconv.Itoa(int(time.Since(info.ModTime()).Hours()/24)), "n", strconv.Itoa(served+len(d.set.files(d.place))-1))
		}
	}
	if _, err := os.Stat(d.place.signingKey()); errors.Is(err, fs.ErrNotExist) {
		d.tell(odd, "no_signing_key", "path", d.place.signingKey())
	} else if d.private(d.place.signingKey(), failed) {
		if _, _, err := signerIfThere(d.place.signingKey()); err != nil {
			d.tell(failed, "unreadable", "path", d.place.signingKey(), "error", err.Error())
		} else {
			d.tell(fine, "signing_key")
		}
	}
	d.flags.VisitAll(func(f *pflag.Flag) {
		if strings.HasSuffix(f.Name, "-file") && f.Value.String() != "" {
			d.private(f.Value.String(), failed)
		}
	})
}

// private looks whether a file is its owner's alone, and reports whether it is there.
func (d *doctor) private(path, level string) bool {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.tell(failed, "missing", "path", path)
		return false
	case err != nil:
		d.tell(failed, "unreadable", "path", path, "error", err.Error())
		return false
	case info.Mode().Perm()&0o077 != 0:
		d.tell(level, "exposed", "path", path, "mode", fmt.Sprintf("%04o", info.Mode().Perm()))
	default:
		d.tell(fine, "private", "path", path)
	}
	return true
}

// smtp connects to the mail server, and says nothing to it.
func (d *doctor) smtp() {
	address := d.set.alerts.server
	if address == "" {
		return
	}
	if _, _, err := net.SplitHostPort(address); err != nil {
		address = net.JoinHostPort(address, "587")
	}
	conn, err := net.DialTimeout("tcp", address, 5*time.Second)
	if err != nil {
		d.tell(failed, "smtp_away", "address", address, "error", err.Error())
		return
	}
	_ = conn.Close() // it answered
	d.tell(fine, "smtp", "address", address)
}
