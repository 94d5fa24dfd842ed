package main

import (
	"bytes"
	"fmt"
	"os"

	"golang.org/x/crypto/ssh"
)

// readAuthorities reads the keys whose certificates may name any member: files
// of lines as in authorized_keys, without options. It returns their fingerprints.
func readAuthorities(files []string) (map[string]struct{}, error) {
	out := map[string]struct{}{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for n, line := range bytes.Split(text, []byte("\n")) {
			line = bytes.TrimSpace(line)
			if len(line) == 0 || line[0] == '#' {
				continue
			}
			key, _, options, _, err := ssh.ParseAuthorizedKey(line)
			if err != nil || len(options) > 0 {
				return nil, fmt.Errorf("%s, line %d: not a public key without options", file, n+1)
			}
			out[ssh.FingerprintSHA256(key)] = struct{}{}
		}
	}
	return out, nil
}
