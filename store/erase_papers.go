package store

import (
	"context"
	"encoding/json"
	"strings"

	"contactgroup/schema"
)

// erasePapers takes what was found out of the frozen papers that tell of it. It
// leaves the rest of them as it is; their hashes and signatures are of what they were.
func (s *share) erasePapers(ctx context.Context) error {
	if !schema.InPapers(s.noun) {
		return nil
	}
	refs := make(map[string]bool, len(s.refs))
	for _, ref := range s.refs {
		refs[ref] = true
	}
	gone := func(noun schema.Noun, ref string) bool { return noun == s.noun && refs[ref] }
	if err := s.erasePacks(ctx, gone); err != nil {
		return err
	}
	return s.eraseMinutes(ctx, gone)
}

// erasePacks goes through the packs one by one: each may be large.
func (s *share) erasePacks(ctx context.Context, gone func(schema.Noun, string) bool) error {
	type key struct {
		Meeting  schema.ID `db:"meeting_id"`
		Version  int
		Audience string
	}
	return eachPaper(ctx, s, `SELECT meeting_id, version, audience FROM pack WHERE body <> '' ORDER BY meeting_id, version, audience`, func(t *tx, p key) error {
		var body string
		if err := t.one(&body, `SELECT body FROM pack WHERE meeting_id = ? AND version = ? AND audience = ?`, p.Meeting, p.Version, p.Audience); err != nil {
			return err
		}
		without, err := rewritten(body, func(x *schema.Pack) bool { return x.Erase(gone) })
		if err == nil && without != body {
			_, err = t.exec(`UPDATE pack SET body = ?, erased = ? WHERE meeting_id = ? AND version = ? AND audience = ?`, without, s.today.String(), p.Meeting, p.Version, p.Audience)
		}
		return err
	})
}

// eraseMinutes is erasePacks of the minutes of meetings.
func (s *share) eraseMinutes(ctx context.Context, gone func(schema.Noun, string) bool) error {
	type key struct {
		Meeting schema.ID `db:"meeting_id"`
		Version int
	}
	return eachPaper(ctx, s, `SELECT meeting_id, version FROM minutes WHERE body <> '' ORDER BY meeting_id, version`, func(t *tx, m key) error {
		var row minutesRow
		if err := t.one(&row, `SELECT `+minutesColumns+` FROM minutes WHERE meeting_id = ? AND version = ?`, m.Meeting, m.Version); err != nil {
			return err
		}
		body, err := rewritten(row.Body, func(x *schema.Minutes) bool { return x.Erase(gone) })
		changes := row.Changes
		if err == nil && changes != "" {
			changes, err = rewritten(changes, func(all *[]schema.Change) bool { return eraseChanges(*all, gone) })
		}
		if err == nil && (body != row.Body || changes != row.Changes) {
			_, err = t.exec(`UPDATE minutes SET body = ?, changes = ?, erased = ? WHERE meeting_id = ? AND version = ?`, body, changes, s.today.String(), m.Meeting, m.Version)
		}
		return err
	})
}

// eachPaper finds frozen papers and takes out of each, in a transaction of its own.
func eachPaper[K any](ctx context.Context, s *share, query string, take func(*tx, K) error) error {
	var papers []K
	if err := s.db.view(ctx, func(r reads) error { return r.all(&papers, query) }); err != nil {
		return err
	}
	for _, paper := range papers {
		if err := s.scrub(ctx, func(t *tx) error { return take(t, paper) }); err != nil {
			return err
		}
	}
	return nil
}

// eraseChanges takes out what a correction said of action items, and reports
// whether it said anything.
func eraseChanges(all []schema.Change, gone func(schema.Noun, string) bool) (erased bool) {
	for i, c := range all {
		if _, ref, found := strings.Cut(string(c.Field), "#"); found && gone(schema.NounAction, ref) && c.From+c.To != "" {
			all[i].From, all[i].To, erased = "", "", true
		}
	}
	return erased
}

// rewritten is a body of JSON once change has changed what it holds; as it was
// when change reports that it did not.
func rewritten[T any](body string, change func(*T) bool) (string, error) {
	var x T
	if err := json.Unmarshal([]byte(body), &x); err != nil || !change(&x) {
		return body, err
	}
	text, err := json.MarshalIndent(x, "", "  ")
	return string(text), err
}
