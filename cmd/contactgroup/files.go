package main

import (
	"context"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/ssh"

	"contactgroup/schema"
	"contactgroup/store"
	"contactgroup/ui/command"
	"contactgroup/ui/files"
	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

// sftp gives a member's files to a client of sftp and returns the exit status.
func (s *service) sftp(session *sshd.Session) int {
	desk := session.Identity.(entrant).desk
	s.log.Info("sftp", "member", desk.Who().Login, "key", session.Fingerprint)
	ctx, cancel := context.WithCancel(session.Context())
	defer cancel()
	done := make(chan error, 1)
	go func() { // a read that waits for the client ends only with the channel, once this has returned
		done <- files.Serve(ctx, session.Stopping(), fileChannel{session, cancel}, s.tree(session, desk), s.panicked)
	}()
	select {
	case err := <-done:
		if err != nil && ctx.Err() == nil {
			return 1
		}
	case <-ctx.Done():
	}
	words := wordsFor(session, desk)
	if session.Context().Err() == nil && session.Stopping().Err() != nil { // nothing was under way
		tell(session, words.Program.Stopping)
		return 75
	}
	return farewell(session, words, 0)
}

// fileChannel is a session as what sftp speaks over; to close it is to end the program.
type fileChannel struct {
	*sshd.Session
	end func()
}

func (f fileChannel) Close() error {
	f.end()
	return nil
}

// remoteCopy are the words after "scp" of a command line, if it is one.
func remoteCopy(line string) (words []string, ok bool) {
	words, err := command.Split(line)
	if err != nil || len(words) == 0 || words[0] != "scp" {
		return nil, false
	}
	return words[1:], true
}

// scp gives a member's files to the old scp and returns the exit status.
func (s *service) scp(session *sshd.Session, words []string) int {
	desk := session.Identity.(entrant).desk
	status := files.ServeSCP(session.Context(), taking{session}, s.tree(session, desk), words)
	return farewell(session, wordsFor(session, desk), status)
}

// taking is a session whose client is at work as long as it takes what it is given.
type taking struct{ *sshd.Session }

func (t taking) Write(p []byte) (int, error) {
	n, err := t.Session.Write(p)
	t.Active()
	return n, err
}

// tree is the member's tree of files for one session.
func (s *service) tree(session *sshd.Session, desk *store.Desk) *files.Tree {
	words := wordsFor(session, desk)
	return files.New(files.Options{Desk: told(desk, words, nil), Words: words, Seal: s.seal, Turns: s.turns, Failed: desk.Failed,
		Took: func(_ context.Context, path string, bytes int64) {
			desk.Took(schema.VerbDownload, withoutNames(path), bytes)
		}})
}

// panicked notes what a file's request ended with. A panic's value may quote
// contents, so it is not told.
func (s *service) panicked(any) {
	s.log.Error("panic", "in", "sftp", "stack", string(debug.Stack()))
}

// loadSeal returns the seal of the key in path, made there when there is none
// yet: the one key of the group, which signs the logs' heads as well. What it
// signs begins differently, so that neither can be taken for the other.
func loadSeal(path string) (*files.Seal, error) {
	signer, err := loadOrMakeKey(path, "contactgroup signing")
	if err != nil {
		return nil, err
	}
	_, known, err := loadOrMakeSigner(path)
	if err != nil {
		return nil, err
	}
	var earlier []ssh.PublicKey
	for _, k := range known {
		key, err := ssh.NewPublicKey(k)
		if err != nil {
			return nil, err
		}
		earlier = append(earlier, key)
	}
	return files.NewSeal(signer, earlier)
}

func signersCommand(words *lang.Words) *cobra.Command {
	return &cobra.Command{Use: "signers", Short: words.Program.SignersShort, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			path := placeFrom(c).signingKey()
			if signer, _, err := signerIfThere(path); err != nil {
				return err
			} else if signer == nil {
				return refuse(words.Program.NoSigner, "key", path)
			}
			seal, err := loadSeal(path)
			if err != nil {
				return err
			}
			_, err = io.WriteString(c.OutOrStdout(), seal.Signers())
			return err
		}}
}
