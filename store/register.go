package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"contactgroup/schema"
)

// Register returns what a document about the meeting with that reference, or
// the next one, is made of: the action items of those who meet that were raised by the end
// of day asOf in the group's zone (zero: today) and not settled then, as they
// stood then. What happens later does not change it, but for links to requests,
// which are those that the member may see now.
func (d *Desk) Register(ctx context.Context, ref string, asOf schema.Date) (schema.Register, error) {
	var out schema.Register
	err := d.view(ctx, func(r reads) error {
		m, err := r.meeting(d.who, ref)
		if err == nil {
			out, err = d.register(r, m, asOf)
		}
		return err
	})
	return out, err
}

// register is Register of a meeting that was found.
func (d *Desk) register(r reads, m meetingRow, asOf schema.Date) (schema.Register, error) {
	g := d.Group()
	out := schema.Register{Group: g.Name, AsOf: asOf, TLP: schema.TLPAmber, Owners: map[string]string{}, Zone: g.Zone}
	if asOf.IsZero() {
		out.AsOf = schema.DateOf(d.Now(), d.db.location())
	}
	var err error
	if out.Meeting, err = d.fullMeeting(r, m); err != nil {
		return out, err
	}
	end := stamp(out.AsOf.End(d.db.location()))
	if out.Meeting.Updated, err = r.meetingChanged(d.who, m.ID, end); err != nil {
		return out, err
	}
	orgs, err := r.organisations()
	if err != nil {
		return out, err
	}
	out.Owners = schema.OrganisationNames(orgs)
	if out.Actions, err = r.pastActions(m, end); err != nil {
		return out, err
	}
	return out, d.link(r, out.Actions)
}

// meetingChanged is when the log of the actor's organisation told last of the
// meeting itself before an instant; zero when it did not.
func (r reads) meetingChanged(who schema.Actor, id schema.ID, before int64) (time.Time, error) {
	var at int64
	err := r.one(&at, `SELECT coalesce(max(at), 0) FROM log_entry WHERE audience = ? AND noun = ? AND subject_id = ? AND at < ?`,
		who.OrgCode, schema.NounMeeting, id, before)
	return instant(at), err
}

// pastActions returns the action items of the circle that meets, those internal
// to an organisation for its own meetings alone, that were not settled just
// before an instant, as they stood then, by owner, due day (none last) and reference.
func (r reads) pastActions(m meetingRow, before int64) ([]schema.Action, error) {
	var bodies []string
	err := r.all(&bodies, `SELECT p.body FROM action_past p JOIN action_item a ON a.id = p.action_id
		WHERE ((? = '' AND a.internal = 0 AND a.circle = ?) OR (a.internal = 1 AND a.owner = ?)) AND p.version = (SELECT max(q.version) FROM action_past q WHERE q.action_id = p.action_id AND q.at < ?)`, m.Internal, m.Circle, m.Internal, before)
	if err != nil {
		return nil, err
	}
	out := []schema.Action{}
	var errs []error
	for _, body := range bodies {
		var x schema.Action
		errs = append(errs, json.Unmarshal([]byte(body), &x))
		if !x.State.Terminal() {
			out = append(out, x)
		}
	}
	sortForPaper(out)
	return out, errors.Join(errs...)
}

// sortForPaper puts action items by owner, due day (none last) and reference.
func sortForPaper(items []schema.Action) {
	type place struct{ owner, due, ref string }
	places := make(map[schema.ID]place, len(items)) // made once each, not at each comparison
	for _, a := range items {
		places[a.ID] = place{a.Owner, storedDue(a.Due), refKey(a.Ref)}
	}
	slices.SortFunc(items, func(a, b schema.Action) int {
		x, y := places[a.ID], places[b.ID]
		return cmp.Or(cmp.Compare(x.owner, y.owner), cmp.Compare(x.due, y.due), cmp.Compare(x.ref, y.ref))
	})
}
