package store

import (
	"strings"
	"time"

	"contactgroup/schema"
)

// verbs are what each verb of Act changes beside the state.
var verbs = map[schema.Verb]func(*work, schema.Step) error{
	schema.VerbSubmit:      func(*work, schema.Step) error { return nil },
	schema.VerbApprove:     approve,
	schema.VerbReturn:      returnToAuthor,
	schema.VerbSend:        send,
	schema.VerbAcknowledge: func(w *work, _ schema.Step) error { return w.receive() },
	schema.VerbClaim:       claim,
	schema.VerbRelease:     func(w *work, _ schema.Step) error { w.assign(schema.Member{}); return nil },
	schema.VerbAssign:      assign,
	schema.VerbSnooze:      snooze,
	schema.VerbLabel:       label,
	schema.VerbDue:         due,
	schema.VerbNote:        note,
	schema.VerbClarify:     clarify,
	schema.VerbImpossible:  impossible,
	schema.VerbAmend:       amend,
	schema.VerbTakeBack:    takeBack,
	schema.VerbAccept:      func(w *work, _ schema.Step) error { return w.decide(schema.ReplyAccepted, "") },
	schema.VerbDispute:     func(w *work, s schema.Step) error { return w.decide(schema.ReplyDisputed, s.Reason) },
	schema.VerbClose:       func(*work, schema.Step) error { return nil },
	schema.VerbReopen:      func(*work, schema.Step) error { return nil },
	schema.VerbContest:     contest,
	schema.VerbDecide:      rule,
	schema.VerbExtend:      func(w *work, s schema.Step) error { w.now.Expires = stamp(s.Until); return nil },
	schema.VerbWithdraw:    func(w *work, _ schema.Step) error { return w.dropHeld() },
	schema.VerbDuplicate:   duplicate,
}

func approve(w *work, _ schema.Step) error {
	w.now.VisaAt, w.now.VisaBy, w.now.VisaName = stamp(w.t.now), w.who.Member, w.who.Name
	return nil
}

func returnToAuthor(w *work, _ schema.Step) error {
	w.now.VisaAt, w.now.VisaBy, w.now.VisaName = 0, 0, ""
	return nil
}

// send gives the request its reference in its addressee's series and starts its clock.
func send(w *work, _ schema.Step) error {
	c, err := w.t.circleOf(w.now.Addressee)
	if err != nil {
		return err
	}
	if c.addressee.Disabled {
		return schema.Invalid(schema.WhyDisabled, "addressee", w.now.Addressee)
	}
	year := yearOf(w.t.now)
	n, err := w.t.next(c.addressee.Prefix, year, 1)
	if err != nil {
		return err
	}
	r := &w.now
	r.Ref = schema.RequestRef(c.addressee.Prefix, year, n)
	r.RefKey, r.Sent, r.SentBase = refKey(r.Ref), stamp(w.t.now), w.was.Version
	_, err = w.t.exec(`INSERT INTO request_side (request_id, org_id) VALUES (?, ?)`, r.ID, c.addressee.ID)
	if err != nil {
		return err
	}
	if err := w.t.checkRegime(r.Regime); err != nil {
		return err
	}
	if err := w.startClock(); err != nil {
		return err
	}
	if r.LabelExpires == 0 {
		w.grantLabel(r.Label, time.Time{})
	}
	if err := w.setBenchmark(); err != nil {
		return err
	}
	return w.tellOrigin()
}

func claim(w *work, _ schema.Step) error {
	w.assign(schema.Member{ID: w.who.Member, Login: w.who.Login, Name: w.who.Name})
	if w.who.Authority() {
		return nil
	}
	return w.receive()
}

// assign puts the request into a colleague's hands; the zero Member: nobody's.
func (w *work) assign(m schema.Member) {
	w.now.Assignee, w.now.AssigneeLogin, w.now.AssigneeName = m.ID, m.Login, m.Name
}

func assign(w *work, s schema.Step) error {
	m, err := w.colleague(s.To, `m.login = ?`, strings.ToLower(strings.TrimSpace(s.To)))
	if err == nil {
		w.assign(m)
	}
	return err
}

// colleague finds by a condition on member m who of the own side can have the
// request in their hands; of others it answers ErrInvalid, by the name given.
func (w *work) colleague(name, where string, args ...any) (schema.Member, error) {
	unknown := schema.Invalid(schema.WhyUnknown, "member", name)
	found, err := w.t.members(where+` AND m.org_id = ?`, append(args, w.who.Org)...)
	if err != nil {
		return schema.Member{}, err
	}
	if len(found) == 0 {
		return schema.Member{}, unknown
	}
	m := found[0]
	if m.Disabled {
		return m, schema.Invalid(schema.WhyDisabled, "member", name)
	}
	colleague := w.who
	colleague.Member, colleague.Login, colleague.Role, colleague.Service = m.ID, m.Login, m.Role, m.Service
	if !schema.MaySee(colleague, w.now.full()) {
		return m, unknown
	}
	return m, nil
}

func snooze(w *work, s schema.Step) error {
	w.now.Snoozed = stamp(s.Until)
	return nil
}

func label(w *work, s schema.Step) error {
	w.grantLabel(s.Label, s.Until)
	w.now.LabelWhy = s.Reason
	return w.setBenchmark()
}

func due(w *work, s schema.Step) error {
	w.now.setTiming(w.now.timing().Set(s.Until, w.t.now))
	return nil
}

func note(w *work, s schema.Step) error {
	w.own, w.exchange = s.Internal, !s.Internal
	return nil
}

func clarify(w *work, _ schema.Step) error {
	w.now.Ground = schema.GroundClarification
	return w.receive()
}

func impossible(w *work, s schema.Step) error {
	w.now.Ground = s.Ground
	return w.receive()
}

// amend adds contents, a correction, or both: not nothing, as addresses that are
// there already would be.
func amend(w *work, s schema.Step) error {
	present, err := w.t.contentsOf(w.now.ID)
	if err != nil {
		return err
	}
	added, err := w.t.cleanContents(s.Contents, present)
	if err != nil {
		return err
	}
	if len(added) == 0 && s.Reason == "" {
		return &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyExists, Verb: s.Verb, Ref: w.now.Ref, Field: "url", Value: schema.Defang(s.Contents[0].URL)}
	}
	w.exchange, w.respell = true, len(added) > 0
	w.wereSo, w.contents = nil, added
	w.now.Contents += len(added)
	return w.t.addContents(w.now.ID, added)
}

// duplicate names the request that this one repeats: one with the same
// addressee, known to everybody who may know of this one.
func duplicate(w *work, s schema.Step) error {
	ref := strings.ToUpper(strings.TrimSpace(s.To))
	rows, err := w.t.requestRows(w.who, "(r.ref = ? OR r.draft_ref = ?)", ref, ref)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return schema.NotFound(ref)
	}
	o, r := rows[0], &w.now
	switch hidden := o.Kind.Confidential() && (!r.Kind.Confidential() || o.Service != r.Service); {
	case o.ID == r.ID:
		return &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhySelf, Verb: s.Verb, Ref: r.Ref, Field: "original", Value: ref}
	case o.Addressee != r.Addressee, hidden, r.Sent != 0 && o.Sent == 0:
		return &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyUnknown, Verb: s.Verb, Ref: r.Ref, Field: "original", Value: ref}
	}
	r.Duplicate, r.DuplicateRef = o.ID, o.Ref
	return w.dropHeld()
}
