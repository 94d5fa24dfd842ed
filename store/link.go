package store

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"contactgroup/schema"
)

// A link is stored as its target: a request's first reference, which it keeps
// for ever; the reference of an action item or a commitment; and with "#" and a
// number a reply to a request or a decision of a meeting.

var (
	actionTarget     = regexp.MustCompile(`^([A-Z]+-)?A-`)
	commitmentTarget = regexp.MustCompile(`^([A-Z]+-)?E-`)
	requestTarget    = regexp.MustCompile(`^B-`)
)

// targetBase is what a target is or is a part of.
func targetBase(target string) string {
	base, _, _ := strings.Cut(target, "#")
	return base
}

// linkTargets turns references into what is stored of them. A reference that
// the member may not know of is refused like one that does not exist.
func (d *Desk) linkTargets(r reads, refs []string) ([]string, error) {
	var out []string
	for _, ref := range refs {
		target, err := d.linkTarget(r, strings.TrimSpace(ref))
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
	base, part, numbered := strings.Cut(ref, "#")
	upper := strings.ToUpper(base)
	if !numbered {
		return d.plainTarget(r, upper)
	}
	n, err := strconv.Atoi(part)
	if err != nil || strconv.Itoa(n) != part {
		return "", nil
	}
	m, err := r.meeting(d.who, base)
	if err == nil {
		return found(r, m.Ref+"#"+part, `SELECT count(*) FROM decision WHERE meeting_id = ? AND n = ?`, m.ID, n)
	}
	if !isNotFound(err) {
		return "", err
	}
	request, err := d.requestLink(r, upper)
	if request == "" || err != nil {
		return "", err
	}
	return found(r, request+"#"+part, `SELECT count(*) FROM reply y JOIN request r ON r.id = y.request_id
		WHERE r.draft_ref = ? AND y.n = ? AND y.state <> ?`, request, n, schema.ReplyHeld)
}

// found is the target if the query counts something.
func found(r reads, target, query string, args ...any) (string, error) {
	var n int
	if err := r.one(&n, query, args...); err != nil || n == 0 {
		return "", err
	}
	return target, nil
}

// plainTarget finds a request, an action item or a commitment; empty when there is none to be seen.
func (d *Desk) plainTarget(r reads, ref string) (string, error) {
	switch {
	case actionTarget.MatchString(ref):
		where, args := actionSight(d.who)
		return found(r, ref, `SELECT count(*) FROM action_item a WHERE a.ref = ? AND `+where, append([]any{ref}, args...)...)
	case commitmentTarget.MatchString(ref):
		return found(r, ref, `SELECT count(*) FROM commitment x WHERE x.ref = ? AND `+ownSight, ref, d.who.OrgCode)
	}
	return d.requestLink(r, ref)
}

// requestLink is the target of a request that the member may see.
func (d *Desk) requestLink(r reads, ref string) (string, error) {
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

// targetNames gives those of the targets that the member may see the reference
// by which they are known now.
func (d *Desk) targetNames(r reads, targets []string) (map[string]string, error) {
	var requests, actions, commitments, meetings []string
	for _, t := range targets {
		base := targetBase(t)
		switch {
		case requestTarget.MatchString(base):
			requests = append(requests, base)
		case actionTarget.MatchString(base):
			actions = append(actions, base)
		case commitmentTarget.MatchString(base):
			commitments = append(commitments, base)
		default:
			meetings = append(meetings, base)
		}
	}
	known := map[string]string{}
	read := func(bases []string, query string, args ...any) error {
		if len(bases) == 0 {
			return nil
		}
		var rows []struct{ Target, Name string }
		err := r.all(&rows, query, append([]any{bases}, args...)...)
		for _, row := range rows {
			known[row.Target] = row.Name
		}
		return err
	}
	seen, args := sight(d.who)
	if err := read(requests, `SELECT r.draft_ref AS target, r.ref AS name FROM request r WHERE r.draft_ref IN (?) AND `+seen, args...); err != nil {
		return nil, err
	}
	where, args := actionSight(d.who)
	if err := read(actions, `SELECT a.ref AS target, a.ref AS name FROM action_item a WHERE a.ref IN (?) AND `+where, args...); err != nil {
		return nil, err
	}
	if err := read(commitments, `SELECT x.ref AS target, x.ref AS name FROM commitment x WHERE x.ref IN (?) AND `+ownSight, d.who.OrgCode); err != nil {
		return nil, err
	}
	err := read(meetings, `SELECT m.ref AS target, m.ref AS name FROM meeting m WHERE m.ref IN (?) AND `+meetingSight, circleMark(d.who.OrgCode))
	out := map[string]string{}
	for _, t := range targets {
		if name := known[targetBase(t)]; name != "" {
			out[t] = name + strings.TrimPrefix(t, targetBase(t))
		}
	}
	return out, err
}

// targetAudiences are the organisations that may know of what a target is; of a
// request none, whose readers have logs of their own.
func (t *tx) targetAudiences(target string) (out []schema.Audience, err error) {
	base := targetBase(target)
	err = t.beyond(func() error {
		switch {
		case requestTarget.MatchString(base):
			return nil
		case actionTarget.MatchString(base):
			rows, err := t.actionRows(`a.ref = ?`, base)
			if len(rows) == 0 || err != nil {
				return err
			}
			out, err = t.actionCircle(rows[0])
			return err
		}
		query := `SELECT m.circle FROM meeting m WHERE m.ref = ?`
		if commitmentTarget.MatchString(base) {
			query = `SELECT CASE x.internal WHEN '' THEN '' ELSE ',' || x.internal || ',' END FROM commitment x WHERE x.ref = ?`
		}
		var circle string
		err := t.one(&circle, query, base)
		if missing(err) {
			return nil
		}
		if err == nil {
			out, err = t.within(circle)
		}
		return err
	})
	return out, err
}

// knowers tells for each target who may know of it.
type knowers map[string][]schema.Audience

func (t *tx) knowersOf(targets []string) (knowers, error) {
	out := knowers{}
	for _, target := range targets {
		all, err := t.targetAudiences(target)
		if err != nil {
			return nil, err
		}
		out[target] = all
	}
	return out, nil
}

// to are those of the targets that an audience may know of.
func (k knowers) to(a schema.Audience, targets []string) []string {
	return slices.DeleteFunc(slices.Clone(targets), func(target string) bool { return !slices.Contains(k[target], a) })
}

// all reports whether each of the audiences may know of one of the targets at
// least: that something changed is no riddle to anybody then.
func (k knowers) all(audiences []schema.Audience, targets []string) bool {
	return !slices.ContainsFunc(audiences, func(a schema.Audience) bool { return len(k.to(a, targets)) == 0 })
}

// tellLinks logs what a thing is linked to anew and no more, for each of its
// readers what they may know of. Requests have logs of their own. about is the
// entry but for its readers and changes.
func (t *tx) tellLinks(about record, readers []schema.Audience, known knowers, change relinking) {
	for _, a := range readers {
		added, gone := known.to(a, change.Added), known.to(a, change.Gone)
		if len(added)+len(gone) == 0 {
			continue
		}
		one := about
		one.Audiences = []schema.Audience{a}
		one.Changes = []schema.Change{{Field: schema.FieldLinks, From: strings.Join(gone, " "), To: strings.Join(added, " ")}}
		t.record(one)
	}
}

// tellRequests logs, in the threads of the requests among the targets, that
// something now refers to them: to those readers of a request alone whose
// organisation may know of that thing, which audiences tells.
func (t *tx) tellRequests(who schema.Actor, v schema.Verb, targets []string, c schema.Change, audiences []schema.Audience) error {
	for _, target := range targets {
		base := targetBase(target)
		if !requestTarget.MatchString(base) {
			continue
		}
		var row struct {
			ID        schema.ID
			Ref       string
			Kind      schema.Kind
			Service   string
			Addressee string
			SentAt    int64 `db:"sent_at"`
		}
		if err := t.one(&row, `SELECT id, ref, kind, service, addressee, sent_at FROM request WHERE draft_ref = ?`, base); err != nil {
			return err
		}
		circle, err := t.circleOf(row.Addressee)
		if err != nil {
			return err
		}
		all := circle.audiences(schema.Request{Kind: row.Kind, Service: row.Service, Addressee: row.Addressee, Sent: instant(row.SentAt)})
		told := slices.DeleteFunc(all, func(a schema.Audience) bool {
			return !slices.ContainsFunc(audiences, func(b schema.Audience) bool { return a.Org == b.Org })
		})
		t.record(record{Actor: who, Verb: v, Noun: schema.NounRequest, Subject: row.ID, Ref: row.Ref, Changes: []schema.Change{c}, Audiences: told})
	}
	return nil
}

// linked is what refers to each of the targets, as the member may see it:
// action items, and points of agendas as "2015-05-06:3".
func (d *Desk) linked(r reads, targets []string) (map[string][]string, error) {
	out := map[string][]string{}
	if len(targets) == 0 {
		return out, nil
	}
	var rows []struct{ Target, Name string }
	where, args := actionSight(d.who)
	args = slices.Concat([]any{targets}, args, []any{targets, circleMark(d.who.OrgCode)})
	err := r.all(&rows, `SELECT l.target, a.ref AS name FROM action_link l JOIN action_item a ON a.id = l.action_id WHERE l.target IN (?) AND `+where+`
		UNION ALL SELECT l.target, m.ref || ':' || l.n AS name FROM agenda_link l JOIN meeting m ON m.id = l.meeting_id WHERE l.target IN (?) AND `+meetingSight+`
		ORDER BY 1, 2`, args...)
	for _, row := range rows {
		out[row.Target] = append(out[row.Target], row.Name)
	}
	return out, err
}

// Linked returns what refers to the request, reply ("GOO-2015-0042#1"), decision
// ("2015-05-06#2"), action item or commitment with that reference, as the member
// may see it: references of action items, and points of agendas as
// "2015-05-06:3". ErrNotFound when the thing itself is missing or hidden.
func (d *Desk) Linked(ctx context.Context, ref string) ([]string, error) {
	var out []string
	err := d.view(ctx, func(r reads) error {
		target, err := d.linkTarget(r, strings.TrimSpace(ref))
		if err == nil && target == "" {
			err = schema.NotFound(ref)
		}
		if err != nil {
			return err
		}
		all, err := d.linked(r, []string{target})
		out = all[target]
		return err
	})
	return out, err
}
