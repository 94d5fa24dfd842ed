package store

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	sumnote "golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"contactgroup/schema"
)

// keyName is the name under which a group signs, as notes have it.
const keyName = "contactgroup"

// seal is the group's signature on the heads of its logs.
type seal struct {
	key      crypto.Signer // ed25519
	line     string        // of its public half
	verifier sumnote.Verifier
	known    sumnote.Verifiers // the earlier keys too
}

// newSeal makes the signature of a key; earlier are the keys it took over from.
func newSeal(key crypto.Signer, earlier []ed25519.PublicKey) (*seal, error) {
	pub, ok := key.Public().(ed25519.PublicKey)
	if !ok {
		return nil, fmt.Errorf("signing key: %T, an ed25519 key is needed", key.Public())
	}
	s := &seal{key: key}
	var all []sumnote.Verifier
	for _, k := range append([]ed25519.PublicKey{pub}, earlier...) {
		line, err := sumnote.NewEd25519VerifierKey(keyName, k)
		if err != nil {
			return nil, fmt.Errorf("signing key: %w", err)
		}
		v, err := sumnote.NewVerifier(line)
		if err != nil {
			return nil, fmt.Errorf("signing key: %w", err)
		}
		if s.verifier == nil {
			s.line, s.verifier = line, v
		}
		if len(all) == 0 || !k.Equal(pub) {
			all = append(all, v)
		}
	}
	s.known = sumnote.VerifierList(all...)
	return s, nil
}

// Name, KeyHash and Sign make a seal a note.Signer.
func (s *seal) Name() string    { return s.verifier.Name() }
func (s *seal) KeyHash() uint32 { return s.verifier.KeyHash() }
func (s *seal) Sign(msg []byte) ([]byte, error) {
	return s.key.Sign(rand.Reader, msg, crypto.Hash(0))
}

// headOrigin begins the first line of a head, before its audience.
const headOrigin = "contactgroup log "

// head signs the end of an audience's log.
func (s *seal) head(audience string, tree tlog.Tree, at time.Time) (schema.Head, error) {
	text := fmt.Sprintf("%s%s\n%d\n%s\n%s\n", headOrigin, audience, tree.N, tree.Hash, at.UTC().Format(time.RFC3339))
	signed, err := sumnote.Sign(&sumnote.Note{Text: text}, s)
	return schema.Head{Audience: audience, Size: schema.Seq(tree.N), Root: tree.Hash.String(), At: at, Note: string(signed)}, err
}

// errNotAHead: a signed note does not say what a head says.
var errNotAHead = errors.New("not the head of a log")

// openHead reads a signed head and checks its signature against keys.
func openHead(signed string, keys sumnote.Verifiers) (schema.Head, error) {
	n, err := sumnote.Open([]byte(signed), keys)
	if err != nil {
		return schema.Head{}, err
	}
	h, err := parseHead(n.Text)
	h.Note = signed
	return h, err
}

// readHead reads a signed head whoever signed it.
func readHead(signed string) (schema.Head, error) {
	_, err := sumnote.Open([]byte(signed), sumnote.VerifierList())
	unknown, ok := errors.AsType[*sumnote.UnverifiedNoteError](err)
	if !ok {
		return schema.Head{}, err
	}
	h, err := parseHead(unknown.Note.Text)
	h.Note = signed
	return h, err
}

// parseHead reads the text of a head: what it is of, size, root and time, a line each.
func parseHead(text string) (schema.Head, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 5 || lines[4] != "" {
		return schema.Head{}, errNotAHead
	}
	audience, ok := strings.CutPrefix(lines[0], headOrigin)
	size, sizeErr := strconv.ParseInt(lines[1], 10, 64)
	root, rootErr := tlog.ParseHash(lines[2])
	at, timeErr := time.Parse(time.RFC3339, lines[3])
	if !ok || audience == "" || sizeErr != nil || size < 1 || rootErr != nil || timeErr != nil {
		return schema.Head{}, errNotAHead
	}
	return schema.Head{Audience: audience, Size: schema.Seq(size), Root: root.String(), At: at}, nil
}

// headRow is a row of log_head.
type headRow struct {
	Audience string
	Day      string
	Size     schema.Seq
	Note     string
}

// lastHead is the newest head of an audience's log; false when none was signed yet.
func (r reads) lastHead(audience string) (headRow, bool, error) {
	var rows []headRow
	err := r.all(&rows, `SELECT audience, day, size, note FROM log_head WHERE audience = ? ORDER BY day DESC LIMIT 1`, audience)
	if err != nil || len(rows) == 0 {
		return headRow{}, false, err
	}
	return rows[0], true, nil
}

// head is the row's head if the group's key signed it and the row says the same.
func (s *seal) open(row headRow) (schema.Head, error) {
	h, err := openHead(row.Note, s.known)
	if err == nil && (h.Audience != row.Audience || h.Size != row.Size) {
		err = errNotAHead
	}
	return h, err
}
