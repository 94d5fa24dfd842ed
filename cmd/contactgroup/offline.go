package main

import (
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/ssh"

	"contactgroup/ui/lang"
)

// door is where a server of this place is reached, as its settings tell while
// none runs here.
type door struct {
	address string // host:port; empty: not told
	hostKey string // fingerprint; empty: there is no key yet
}

// doorOf reads the settings of serve and the host key's public half. Settings
// that are wrong tell nothing: serve says so.
func doorOf(c *cobra.Command, words *lang.Words, p place) (d door) {
	set, flags := serverFlags(words, c)
	conf, err := readConfiguration(words, configurationFile(c))
	if err != nil || conf.fill(flags, func(string) bool { return true }) != nil {
		return door{}
	}
	if d.address = set.publicAddress; d.address == "" {
		d.address = set.listen
	}
	text, err := os.ReadFile(set.files(p)[0] + ".pub")
	if err != nil {
		return d
	}
	if key, _, _, _, err := ssh.ParseAuthorizedKey(text); err == nil {
		d.hostKey = ssh.FingerprintSHA256(key)
	}
	return d
}
