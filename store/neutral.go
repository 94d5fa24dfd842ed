package store

import (
	"slices"
	"strings"

	"contactgroup/schema"
)

// refuseTelling refuses a text that has one of the words.
func refuseTelling(field, text string, words []string) error {
	for _, word := range words {
		if word != "" && strings.Contains(schema.Fold(text), schema.Fold(word)) {
			return schema.Invalid(schema.WhyNotNeutral, field, word)
		}
	}
	return nil
}

// telling are the words that tell of the request with that first reference: its
// references, its subject, the addresses and sites of its contents and, where
// others than its two sides are of the circle, the name of its addressee unless
// that is the owner, who is named anyway. Rivals reports whether there are such others.
func (t *tx) telling(who schema.Actor, circle, owner, draft string) (words []string, rivals bool, err error) {
	var q struct {
		ID        schema.ID
		Ref       string
		Subject   string
		Addressee string
	}
	if err := t.one(&q, `SELECT id, ref, subject, addressee FROM request WHERE draft_ref = ?`, draft); err != nil {
		return nil, false, err
	}
	words = []string{q.Ref, draft, q.Subject}
	var urls, external []string
	if err := t.all(&urls, `SELECT url FROM content WHERE request_id = ?`, q.ID); err != nil {
		return nil, false, err
	}
	for _, url := range urls {
		_, site, _ := strings.Cut(url, "://")
		site, _, _ = strings.Cut(site, "/")
		words = append(words, url, schema.Defang(url), site, schema.Defang(site))
	}
	if err := t.all(&external, `SELECT external_ref FROM request_side WHERE request_id = ? AND org_id = ? AND length(external_ref) > 3`, q.ID, who.Org); err != nil {
		return nil, false, err
	}
	words = append(words, external...)
	readers, err := t.within(circle)
	if err != nil {
		return nil, false, err
	}
	addressee, err := t.organisation(q.Addressee)
	if missing(err) { // not chosen yet
		return words, true, nil
	}
	rivals = slices.ContainsFunc(readers, func(a schema.Audience) bool { return a.Org != addressee.ID && a.Org != who.Org })
	if err == nil && rivals && q.Addressee != owner {
		words = append(words, addressee.Name)
	}
	return words, rivals, err
}

// freshTexts are what an action item is made to say anew, by field.
func freshTexts(was, now actionRow) map[string]string {
	fresh := map[string]string{}
	for field, text := range map[string][2]string{"text": {was.Text, now.Text}, "theme": {was.Theme, now.Theme}, "point": {was.Point, now.Point},
		"notes": {was.Notes, now.Notes}, "evidence": {was.Evidence, now.Evidence}} {
		if text[0] != text[1] && text[1] != "" {
			fresh[field] = strings.TrimPrefix(text[1], text[0])
		}
	}
	return fresh
}

// discreet refuses what a shared action item is made to say of the requests
// behind the targets, when others than their two sides read it. Of requests that
// the member may not know of nothing is refused: that would tell of them.
func (d *Desk) discreet(t *tx, now actionRow, fresh map[string]string, targets []string) error {
	if now.Internal || len(fresh) == 0 {
		return nil
	}
	known, err := d.targetNames(t.reads, targets)
	if err != nil {
		return err
	}
	for _, target := range targets {
		if known[target] == "" || !requestTarget.MatchString(target) {
			continue
		}
		var words []string
		rivals := false
		err := t.beyond(func() (err error) { // the circle is read whole
			words, rivals, err = t.telling(d.who, now.Circle, now.Owner, targetBase(target))
			return err
		})
		if err != nil {
			return err
		}
		for _, field := range []string{"text", "theme", "point", "notes", "evidence"} {
			if err := refuseTelling(field, fresh[field], words); rivals && err != nil {
				return err
			}
		}
	}
	return nil
}
