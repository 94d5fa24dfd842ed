package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"contactgroup/ui/lang"
)

func unitText(t *testing.T, args ...string) string {
	t.Helper()
	c := unitCommand(lang.English)
	c.Flags().String("config", "", "")
	var out bytes.Buffer
	c.SetOut(&out)
	c.SetArgs(args)
	must(t, c.Execute())
	return out.String()
}

func TestTheUnitExposesLittle(t *testing.T) {
	needTool(t, "systemd-analyze")
	dir := t.TempDir()
	unit := filepath.Join(dir, "contactgroup.service")
	must(t, os.WriteFile(unit, []byte(unitText(t, "--config", "/etc/contact group/50%.toml")), 0o644))
	must(t, os.WriteFile(filepath.Join(dir, "contactgroup.socket"), []byte(unitText(t, "--socket", "--listen", ":22")), 0o644))
	out, err := exec.Command("systemd-analyze", "security", "--offline=true", "--no-pager", unit).CombinedOutput()
	m := regexp.MustCompile(`exposure level for \S+: ([0-9.]+)`).FindSubmatch(out)
	if m == nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if level, err := strconv.ParseFloat(string(m[1]), 64); err != nil || level > 2.0 {
		t.Errorf("exposure %s, at most 2.0:\n%s", m[1], out)
	}
	if out, err := exec.Command("systemd-analyze", "verify", "--man=no", unit).CombinedOutput(); strings.Contains(string(out), "contactgroup.s") {
		t.Errorf("%v: %s", err, out)
	}
}

func TestTheSocketHasTheServersAddress(t *testing.T) {
	for listen, want := range map[string]string{":22": "22", "192.0.2.1:22": "192.0.2.1:22", "[2001:db8::1]:22": "[2001:db8::1]:22"} {
		if text := unitText(t, "--socket", "--listen", listen); !strings.Contains(text, "\nListenStream="+want+"\n") {
			t.Errorf("%s:\n%s", listen, text)
		}
	}
}
