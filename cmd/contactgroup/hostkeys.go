package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/ssh"

	"contactgroup/ui/lang"
)

// A host key is changed in two steps, so that people's ssh learns the new one
// from the old one: FILE.next is announced beside FILE, and takes its place
// once members had the time to log in. FILE.last is kept, for nobody's use.
const nextKey, lastKey = ".next", ".last"

// hostKeys reads the keys of the files, made when missing, and then those that
// are next. The first is presented.
func hostKeys(files []string) ([]ssh.Signer, error) {
	var keys []ssh.Signer
	for _, file := range files {
		key, err := loadOrMakeKey(file, "contactgroup")
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	for _, file := range files {
		if _, err := os.Stat(file + nextKey); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		key, err := loadOrMakeKey(file+nextKey, "contactgroup")
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// files are the host keys' files.
func (s *settings) files(p place) []string {
	if len(s.hostKeys) == 0 {
		return []string{p.hostKey()}
	}
	return s.hostKeys
}

func hostKeyCommand(words *lang.Words) *cobra.Command {
	w := words.Serving
	var s settings
	root := &cobra.Command{Use: "host-key", Short: w.HostKeyShort, Args: cobra.NoArgs}
	step := func(use, short string, do func(c *cobra.Command, files []string) error) {
		c := &cobra.Command{Use: use, Short: short, Args: cobra.NoArgs, Annotations: map[string]string{takesAll: "yes"},
			RunE: func(c *cobra.Command, _ []string) error { return do(c, s.files(placeFrom(c))) }}
		c.Flags().StringSliceVar(&s.hostKeys, "host-key", nil, w.FlagHostKey)
		root.AddCommand(c)
	}
	step("list", w.HostKeyList, func(c *cobra.Command, files []string) error { return listHostKeys(c, words, files) })
	step("new", w.HostKeyNew, func(_ *cobra.Command, files []string) error { return newHostKey(words, files[0]) })
	step("retire", w.HostKeyRetire, func(_ *cobra.Command, files []string) error { return retireHostKey(words, files[0]) })
	return root
}

// listHostKeys prints what a server started or reloaded now would use.
func listHostKeys(c *cobra.Command, words *lang.Words, files []string) error {
	out := tabwriter.NewWriter(c.OutOrStdout(), 0, 8, 2, ' ', 0)
	state := words.Serving.Presented
	for _, suffix := range []string{"", nextKey} {
		for _, file := range files {
			key, err := readKey(file + suffix)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return fmt.Errorf("key %s: %w", file+suffix, err)
			}
			info, err := os.Stat(file + suffix)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", state, ssh.FingerprintSHA256(key.PublicKey()), info.ModTime().UTC().Format(time.DateOnly), file+suffix)
			state = words.Serving.Announced
		}
	}
	return out.Flush()
}

func newHostKey(words *lang.Words, file string) error {
	if _, err := os.Stat(file); err != nil {
		return refuse(words.Serving.NoHostKey, "path", file)
	}
	if _, err := os.Stat(file + nextKey); err == nil {
		return refuse(words.Serving.HasNext, "path", file+nextKey)
	}
	key, err := loadOrMakeKey(file+nextKey, "contactgroup")
	if err != nil {
		return err
	}
	say("%s", lang.Fill(words.Serving.NextMade, "path", file+nextKey, "fingerprint", ssh.FingerprintSHA256(key.PublicKey())))
	return nil
}

// retireHostKey puts the next key in place of the present one. There is a key
// in file at every moment.
func retireHostKey(words *lang.Words, file string) error {
	key, err := readKey(file + nextKey)
	if errors.Is(err, fs.ErrNotExist) {
		return refuse(words.Serving.NoNext, "path", file+nextKey)
	}
	if err != nil {
		return fmt.Errorf("key %s: %w", file+nextKey, err)
	}
	for _, part := range []string{".pub", ""} {
		old, err := os.ReadFile(file + part)
		if err != nil {
			return err
		}
		if err := writeWhole(file+lastKey+part, old, 0o600); err != nil {
			return err
		}
		if err := os.Rename(file+nextKey+part, file+part); err != nil {
			return err
		}
	}
	say("%s", lang.Fill(words.Serving.Retired, "fingerprint", ssh.FingerprintSHA256(key.PublicKey()), "path", file+lastKey))
	return nil
}
