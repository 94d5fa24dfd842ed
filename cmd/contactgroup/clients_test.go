package main

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"contactgroup/ui/sshd"
)

// visitor is a client that members use, and what it is made to do: lines in
// which {key}, {known}, {host}, {port}, {print} and {dir} stand for what the
// test has.
type visitor struct {
	name  string
	tools []string
	ready string            // run first; empty: nothing
	asks  map[string]string // to what must be in the answer, on stdout or in {dir}/got
}

const (
	ofOpenSSH = "-q -F none -o BatchMode=yes -o IdentitiesOnly=yes -o UserKnownHostsFile={known} -i {key} "
	ofPuTTY   = "-batch -P {port} -i {dir}/key.ppk -hostkey {print} "
	readMe    = "Everything is read-only"
	asChair   = "chair"

	visitByParamiko = `import paramiko, sys
host, port, key, known = sys.argv[1:]
c = paramiko.SSHClient()
c.load_host_keys(known)
c.connect(host, int(port), "chair", key_filename=key, allow_agent=False, look_for_keys=False)
_, out, _ = c.exec_command("whoami")
assert "chair" in out.read().decode() and out.channel.recv_exit_status() == 0
print(c.open_sftp().open("/README.txt").read().decode())
`
)

var visitors = []visitor{
	{"OpenSSH", []string{"ssh", "sftp", "scp"}, "", map[string]string{
		"ssh -p {port} " + ofOpenSSH + "chair@{host} whoami":                                asChair,
		"ssh -p {port} -c aes256-ctr -m hmac-sha2-512 " + ofOpenSSH + "chair@{host} whoami": asChair,
		"sftp -P {port} " + ofOpenSSH + "chair@{host}:/README.txt {dir}/got":                readMe,
		"scp -P {port} " + ofOpenSSH + "chair@{host}:/README.txt {dir}/got":                 readMe,
		"scp -O -P {port} " + ofOpenSSH + "chair@{host}:/README.txt {dir}/got":              readMe,
	}},
	{"PuTTY", []string{"puttygen", "plink", "psftp", "pscp"}, "puttygen {key} -O private -o {dir}/key.ppk", map[string]string{
		"plink " + ofPuTTY + "chair@{host} whoami":                  asChair,
		"psftp " + ofPuTTY + "-b {dir}/batch chair@{host}":          readMe,
		"pscp -q " + ofPuTTY + "chair@{host}:/README.txt {dir}/got": readMe,
	}},
	{"Dropbear", []string{"dbclient", "dropbearconvert"}, "dropbearconvert openssh dropbear {key} {dir}/key.db", map[string]string{
		"dbclient -y -p {port} -i {dir}/key.db chair@{host} whoami": asChair,
	}},
	{"Paramiko", []string{"/usr/bin/python3"}, "", map[string]string{
		"/usr/bin/python3 {dir}/visit.py {host} {port} {key} {known}": readMe,
	}},
	{"curl", []string{"curl"}, "", map[string]string{
		"curl -sS -u chair: --key {key} --pubkey {key}.pub --hostpubsha256 {sum} sftp://{host}:{port}/README.txt": readMe,
	}},
}

func TestMembersComeWithTheClientThatTheyHave(t *testing.T) {
	s := newDemoServer(t, 0, sshd.Limits{}, slog.New(slog.DiscardHandler))
	for _, v := range visitors {
		t.Run(v.name, func(t *testing.T) {
			for _, tool := range v.tools {
				needTool(t, tool)
			}
			if v.name == "Paramiko" {
				needParamiko(t)
			}
			run := s.outside(t)
			if v.ready != "" {
				run(v.ready)
			}
			for line, want := range v.asks {
				if got := run(line); !strings.Contains(got, want) {
					t.Errorf("%s: %q, want %q", line, got, want)
				}
			}
		})
	}
}

// outside returns a function that runs a program as a member would type it, with
// a key and a home of its own, and returns what it printed or fetched.
func (s demoServer) outside(t *testing.T) func(line string) string {
	t.Helper()
	dir := t.TempDir()
	key, known := s.files(t)
	host, port, err := net.SplitHostPort(s.address)
	must(t, err)
	got := filepath.Join(dir, "got")
	must(t, os.WriteFile(filepath.Join(dir, "batch"), []byte("get README.txt "+got+"\n"), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "visit.py"), []byte(visitByParamiko), 0o600))
	public := s.signer.PublicKey()
	sum := sha256.Sum256(public.Marshal())
	fill := strings.NewReplacer("{key}", key, "{known}", known, "{host}", host, "{port}", port, "{dir}", dir,
		"{print}", ssh.FingerprintSHA256(public), "{sum}", base64.StdEncoding.EncodeToString(sum[:]))
	return func(line string) string {
		_ = os.Remove(got) // of the line before
		words := strings.Fields(line)
		for i := range words {
			words[i] = fill.Replace(words[i])
		}
		cmd := exec.CommandContext(t.Context(), words[0], words[1:]...)
		cmd.Env = []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8"}
		var errs strings.Builder
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Errorf("%s: %v\n%s%s", line, err, out, errs.String())
		}
		fetched, _ := os.ReadFile(got) // nothing is fetched by most
		return string(out) + string(fetched)
	}
}

// needParamiko is needTool for what Debian's own Python imports.
func needParamiko(t *testing.T) {
	t.Helper()
	if exec.CommandContext(t.Context(), "/usr/bin/python3", "-c", "import paramiko").Run() == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("paramiko is not installed")
	}
	t.Skip("SKIPPED: paramiko is not installed, nothing was tested")
}

// A warning is for what an auditor does not know yet, or knows a better one of.
func TestAnAuditorFindsNoFailure(t *testing.T) {
	needTool(t, "ssh-audit")
	s := newDemoServer(t, 0, sshd.Limits{}, slog.New(slog.DiscardHandler))
	host, port, err := net.SplitHostPort(s.address)
	must(t, err)
	out, err := exec.CommandContext(t.Context(), "ssh-audit", "-n", "-p", port, host).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	for _, want := range []string{"(kex) curve25519-sha256", "(key) ssh-ed25519", "(enc) chacha20-poly1305", "(mac) hmac-sha2-256-etm"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("nothing is said of %s", want)
		}
	}
	for line := range strings.Lines(string(out)) {
		if strings.Contains(line, "[fail]") {
			t.Error(line)
		}
	}
}
