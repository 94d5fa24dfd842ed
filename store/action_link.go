package store

import (
	"regexp"
	"slices"
	"strings"

	"contactgroup/schema"
)

// decisionLink is the reference of a decision: its meeting's, and its number.
var decisionLink = regexp.MustCompile(`^(\d{4}-\d\d-\d\d(?:-\d+)?)#(\d{1,4})$`)

// linkTargets turns references of requests and decisions into what is stored
// of a link: a request's first reference, which it keeps for ever. A reference
// that the member may not know of is refused like one that does not exist.
func (d *Desk) linkTargets(r reads, refs []string) ([]string, error) {
	var out []string
	for _, ref := range refs {
		target, err := d.linkTarget(r, strings.ToUpper(strings.TrimSpace(ref)))
		if err != nil {
			return nil, err
		}
		if target == "" {
			return nil, schema.Invalid(schema.WhyUnknown, "link", ref)
		}
		if !slices.Contains(out, target) {
			out = append(out, target)
		}
	}
	return out, nil
}

func (d *Desk) linkTarget(r reads, ref string) (string, error) {
	if m := decisionLink.FindStringSubmatch(ref); m != nil {
		var n int
		err := r.one(&n, `SELECT count(*) FROM decision c JOIN meeting m ON m.id = c.meeting_id WHERE m.ref = ? AND c.n = CAST(? AS INTEGER)`, m[1], m[2])
		if n == 0 {
			return "", err
		}
		return ref, err
	}
	seen, args := sight(d.who)
	where := condition{"r.ref = ?", []any{ref}}
	if readerOf(d.who) == schema.ReaderAuthority {
		where = condition{"(r.ref = ? OR r.draft_ref = ?)", []any{ref, ref}}
	}
	where = where.and(seen, args...)
	var found []string
	err := r.all(&found, `SELECT r.draft_ref FROM request r WHERE `+where.text, where.args...)
	if len(found) == 0 {
		return "", err
	}
	return found[0], err
}

// link gives each item its links: decisions, and those requests that the
// member may see, by the reference they have now.
func (d *Desk) link(r reads, items []schema.Action) error {
	at := map[schema.ID]int{}
	ids := make([]schema.ID, len(items))
	for i, x := range items {
		at[x.ID], ids[i] = i, x.ID
	}
	if len(ids) == 0 {
		return nil
	}
	seen, args := sight(d.who)
	var links []struct {
		ActionID schema.ID `db:"action_id"`
		Target   string
	}
	err := r.all(&links, `SELECT l.action_id, l.target FROM action_link l WHERE l.action_id IN (?) AND l.target LIKE '%#%'
		UNION ALL SELECT l.action_id, r.ref AS target FROM action_link l JOIN request r ON r.draft_ref = l.target
		WHERE l.action_id IN (?) AND `+seen+` ORDER BY 1, 2`, append([]any{ids, ids}, args...)...)
	if err != nil {
		return err
	}
	for _, l := range links {
		i := at[l.ActionID]
		items[i].Links = append(items[i].Links, l.Target)
	}
	return nil
}
