package store

import (
	"context"
	"slices"
	"strings"

	"contactgroup/schema"
)

// alertRow is an alert with one of its deliveries, if it has any.
type alertRow struct {
	ID       schema.ID
	Org      string
	Noun     schema.Noun
	Ref      string
	Label    schema.Label
	Cause    schema.AlertCause
	At       int64
	State    schema.AlertState
	Contact  string
	Channel  schema.Channel
	Delivery schema.DeliveryState
	Attempts int
	Next     int64
	Sent     int64
	Problem  string
	Server   bool
}

func (a alertRow) alert() schema.Alert {
	return schema.Alert{ID: a.ID, Org: a.Org, Noun: a.Noun, Ref: a.Ref, Label: a.Label, Cause: a.Cause, At: instant(a.At), State: a.State,
		Contact: a.Contact, Channel: a.Channel, Delivery: a.Delivery, Attempts: a.Attempts, Next: instant(a.Next), Sent: instant(a.Sent),
		Problem: a.Problem, Server: a.Server}
}

// alertSight is the condition under which the actor may know of an alert a: of
// the own organisation's contacts, or of all where schema.LeadsAlerts; and of
// requests in sight. Administrators see alerts without what they are called for.
func alertSight(who schema.Actor) condition {
	if !who.Role.Fits(who.OrgKind) {
		return nothing
	}
	var c condition
	if schema.LeadsAlerts(who) {
		c = condition{"1 = 1", nil}
	} else {
		c = condition{"a.org_id = ?", []any{who.Org}}
	}
	if who.Role == schema.RoleAdministrator {
		return c
	}
	seen, args := sight(who)
	return c.and("(a.noun <> 'request' OR EXISTS (SELECT 1 FROM request r WHERE r.id = a.subject_id AND "+seen+"))", args...)
}

// Alerts returns those that the member may know of, newest first, with a line
// for each way to a contact; without those that were acknowledged or are over,
// unless all are asked for; then the notices that did not reach their member
// yet. At most limit lines of each (0: 100).
func (d *Desk) Alerts(ctx context.Context, all bool, limit int) ([]schema.Alert, error) {
	cond := alertSight(d.who)
	if !all {
		cond = cond.and("a.state IN ('calling', 'unheard')")
	}
	ref := "a.ref, a.label"
	if d.who.Role == schema.RoleAdministrator {
		ref = "'' AS ref, CASE a.noun WHEN 'request' THEN '' ELSE a.label END AS label"
	}
	var out []schema.Alert
	err := d.view(ctx, func(r reads) error {
		var rows []alertRow
		err := r.all(&rows, `SELECT a.id, o.code AS org, a.noun, `+ref+`, a.cause, a.at, a.state, coalesce(x.contact_ref, '') AS contact,
				coalesce(x.channel, '') AS channel, coalesce(x.state, '') AS delivery, coalesce(x.attempts, 0) AS attempts,
				CASE WHEN x.state IN ('waiting', 'sending') THEN x.next_at ELSE 0 END AS next, coalesce(x.sent_at, 0) AS sent,
				coalesce(x.problem, '') AS problem, coalesce(x.server, 0) AS server
			FROM alert a JOIN organisation o ON o.id = a.org_id LEFT JOIN alert_delivery x ON x.alert_id = a.id
			WHERE `+cond.text+` ORDER BY a.at DESC, a.id DESC, x.id`+atMost(pageLimit(limit)), cond.args...)
		out = make([]schema.Alert, len(rows))
		for i, row := range rows {
			if out[i] = row.alert(); row.Server && !schema.LeadsAlerts(d.who) {
				out[i].Problem = "" // it would tell of the machine
			}
		}
		if err != nil {
			return err
		}
		letters, err := d.failingLetters(r, pageLimit(limit))
		out = append(out, letters...)
		return err
	})
	return out, err
}

// CrisisAlert is what AcknowledgeAlert takes for the crisis under way.
const CrisisAlert = "crisis"

// AcknowledgeAlert says that the member's organisation knows of what its
// contacts are called for: a request by its reference, or the crisis under way
// by CrisisAlert. Nobody else is called then. ErrState with WhyNoAlert when
// nobody was.
func (d *Desk) AcknowledgeAlert(ctx context.Context, ref string) error {
	_, err := command(ctx, d, func(t *tx) (none struct{}, err error) {
		noun, subject, audiences, err := t.alerted(d.who, &ref)
		if err != nil {
			return none, err
		}
		if err := schema.MayAcknowledgeAlert(d.who, noun); err != nil {
			return none, err
		}
		var open []schema.ID
		err = t.all(&open, `SELECT id FROM alert WHERE org_id = ? AND noun = ? AND subject_id = ? AND state IN ('calling', 'unheard')`, d.who.Org, noun, subject)
		if err != nil {
			return none, err
		}
		if len(open) == 0 {
			return none, &schema.Fault{Class: schema.ErrState, Why: schema.WhyNoAlert, Verb: schema.VerbAcknowledge, Ref: ref}
		}
		for _, id := range open {
			if err := t.endAlert(id, schema.AlertAcknowledged); err != nil {
				return none, err
			}
		}
		t.record(record{Actor: d.who, Verb: schema.VerbAcknowledge, Noun: schema.NounAlert, Subject: subject, Ref: ref, Audiences: audiences,
			Changes: []schema.Change{{Field: schema.FieldState, To: string(schema.AlertAcknowledged)}}})
		return none, nil
	})
	return err
}

// alerted finds what a member names as that which their organisation is called
// for, and who may know that it acknowledged: itself and the authority. ref
// becomes the reference as it is known.
func (t *tx) alerted(who schema.Actor, ref *string) (schema.Noun, schema.ID, []schema.Audience, error) {
	if strings.EqualFold(strings.TrimSpace(*ref), CrisisAlert) {
		now, err := t.crisis()
		if err != nil || now.ID == 0 {
			return "", 0, nil, orFault(err, &schema.Fault{Class: schema.ErrState, Why: schema.WhyNoCrisis, Verb: schema.VerbAcknowledge})
		}
		c, err := t.circleOf(who.OrgCode)
		own, ours := schema.Audience{Key: who.OrgCode, Reader: schema.ReaderMember, Org: who.Org}, schema.SharedAudience(c.authority)
		*ref = CrisisAlert
		return schema.NounCrisis, now.ID, slices.Compact([]schema.Audience{own, ours}), err
	}
	known := strings.ToUpper(strings.TrimSpace(*ref))
	rows, err := t.requestRows(who, "r.ref = ?", known)
	if err != nil {
		return "", 0, nil, err
	}
	if len(rows) == 0 {
		return "", 0, nil, schema.NotFound(*ref)
	}
	*ref = rows[0].Ref
	c, err := t.circleOf(rows[0].Addressee)
	all := slices.DeleteFunc(c.audiences(rows[0].full()), func(a schema.Audience) bool { return a.Reader == schema.ReaderOverseer })
	return schema.NounRequest, rows[0].ID, all, err
}
