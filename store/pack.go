package store

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"contactgroup/schema"
)

// Pack returns the pack of a meeting, or of the next one, for the member's
// audience. Version names a frozen one, as it was frozen, byte for byte; with 0
// and no day it is the newest frozen one, and while there is none, or with a
// day, it is made from the register: as of the end of that day in the group's
// zone, today for none. Agenda, decisions and disputes are those that there are
// now. ErrNotFound when the meeting is hidden, ErrState with WhyNoVersion when
// there is no such version.
func (d *Desk) Pack(ctx context.Context, ref string, asOf schema.Date, version int) (schema.Pack, error) {
	reader := d.standIn(schema.PackReader(d.who))
	var out schema.Pack
	var frozen bool
	err := d.view(ctx, func(r reads) error {
		m, err := r.meeting(d.who, ref)
		if err != nil {
			return err
		}
		if asOf.IsZero() || version > 0 {
			if out, frozen, err = r.frozenPack(m, schema.PackAudience(reader.who), version); frozen || err != nil {
				return err
			}
		}
		out, err = reader.pack(r, m, asOf)
		return err
	})
	if err != nil || frozen {
		return out, err
	}
	if err := d.view(ctx, func(reads) error { return nil }); err != nil { // for those admitted still
		return schema.Pack{}, err
	}
	err = d.db.view(ctx, func(r reads) error { return reader.addPeers(r, &out) }) // beyond the member's sight
	return out, err
}

// standIn is a desk at which nobody sits: it reads as its actor may, within a
// transaction that another one has opened.
func (d *Desk) standIn(reader schema.Actor) *Desk { return &Desk{db: d.db, who: reader} }

// pack makes a pack from the register, without what the others answered.
func (d *Desk) pack(r reads, m meetingRow, asOf schema.Date) (schema.Pack, error) {
	register, err := d.register(r, m, asOf)
	if err != nil {
		return schema.Pack{}, err
	}
	out := schema.Pack{Register: register, Audience: schema.PackAudience(d.who), For: d.who.OrgName, Changes: []schema.PackChange{},
		Reactions: []schema.Reaction{}, Disputes: []schema.Dispute{}, Commitments: []schema.Commitment{}}
	since, err := r.meetingBefore(m)
	if err != nil {
		return out, err
	}
	if since.ID != 0 {
		out.Last, out.Since = since.Ref, schema.DateOf(instant(since.StartsAt), d.db.location())
	}
	begin, end := since.StartsAt, stamp(out.AsOf.End(d.db.location()))
	if out.Changes, err = d.changesSince(r, m, begin, end); err != nil {
		return out, err
	}
	if out.Commitments, err = d.commitmentsAt(r, m, end); err != nil {
		return out, err
	}
	single, peers, err := schema.SeesStats(d.who)
	if out.Figures, out.Peers = err == nil, peers; single { // an error says that there are none to see
		if err := d.addReactions(r, &out, end); err != nil {
			return out, err
		}
	}
	if out.Requests = readerOf(d.who) != schema.ReaderNone; out.Requests {
		err = d.addDisputes(r, &out, end)
		return out, err
	}
	return out, nil
}

// meetingBefore is the last meeting of the same circle that was held before
// this one; zero when there was none.
func (r reads) meetingBefore(m meetingRow) (meetingRow, error) {
	var row meetingRow
	err := r.one(&row, `SELECT `+meetingColumns+` FROM meeting m WHERE m.state IN (?) AND m.circle = ? AND m.internal = ? AND m.starts_at < ? AND m.id <> ?
		ORDER BY m.starts_at DESC, m.id DESC LIMIT 1`, []schema.MeetingState{schema.MeetingHeld, schema.MeetingClosed}, m.Circle, m.Internal, m.StartsAt, m.ID)
	if missing(err) {
		return meetingRow{}, nil
	}
	return row, err
}

// addReactions adds how quickly answers came that the reader may see one by one.
func (d *Desk) addReactions(r reads, p *schema.Pack, end int64) error {
	seen, args := sight(d.who)
	spreads, err := r.spreads(condition{seen, args}, p.Since.Start(d.db.location()), instant(end))
	for _, org := range slices.Sorted(maps.Keys(spreads)) {
		p.Reactions = append(p.Reactions, spreads[org].Reaction(org))
	}
	return err
}

// addPeers adds how the other operators answered together, until the day that
// the pack is as of: an answer of that day never moves the figure. It reads
// beyond the reader's sight.
func (d *Desk) addPeers(r reads, p *schema.Pack) error {
	if _, peers, err := schema.SeesStats(d.who); err != nil || !peers {
		return nil
	}
	loc := d.db.location()
	others, ok, err := r.peers(d.who, p.Since.Start(loc), p.AsOf.Start(loc))
	if ok {
		p.Reactions = append(p.Reactions, others)
	}
	return err
}

// addDisputes adds the refusals that are disputed, but those of requests marked
// red; the pack is marked at least as they are.
func (d *Desk) addDisputes(r reads, p *schema.Pack, end int64) error {
	where := condition{`p.state = ? AND p.decided_at < ? AND r.tlp <> ? AND EXISTS (SELECT 1 FROM reply_outcome o WHERE o.reply_id = p.id AND o.outcome IN ` + codeList(schema.Refusals) + `)`,
		[]any{schema.ReplyDisputed, end, schema.TLPRed}}
	rows, err := r.replies(d.who, where, "p.sort_key", maxDisputes)
	if err != nil || len(rows) == 0 {
		return err
	}
	ids := make([]schema.ID, len(rows))
	for i, row := range rows {
		ids[i] = row.RequestID
	}
	var markings []struct {
		ID  schema.ID
		TLP schema.TLP
	}
	if err := r.all(&markings, `SELECT id, tlp FROM request WHERE id IN (?)`, ids); err != nil {
		return err
	}
	tlp := map[schema.ID]schema.TLP{}
	for _, m := range markings {
		tlp[m.ID] = m.TLP
	}
	for _, row := range rows {
		x := row.dispute(tlp[row.RequestID])
		x.On = schema.DateOf(instant(row.Decided), d.db.location())
		p.Disputes = append(p.Disputes, x)
		p.TLP = schema.HighestTLP(p.TLP, x.TLP)
	}
	return nil
}

// maxDisputes is how many disputed refusals a pack tells of.
const maxDisputes = 1000

func (p replyRow) dispute(tlp schema.TLP) schema.Dispute {
	out := schema.Dispute{Ref: p.Ref, Reply: p.N, Addressee: p.Addressee, Subject: p.Subject, Label: p.Label, TLP: tlp, Reason: p.Reason, Outcomes: []schema.Outcome{}}
	for _, o := range p.outcomes {
		if !slices.Contains(schema.Refusals, o.Outcome) {
			continue
		}
		if out.Contents++; !slices.Contains(out.Outcomes, o.Outcome) {
			out.Outcomes = append(out.Outcomes, o.Outcome)
		}
	}
	return out
}

// commitmentsAt are the commitments as they stood just before an instant: what
// the log tells of later is taken back.
func (d *Desk) commitmentsAt(r reads, m meetingRow, end int64) ([]schema.Commitment, error) {
	var rows []commitmentRow
	err := r.all(&rows, `SELECT x.id, x.ref, x.version, x.org, x.text, x.theme, x.origin, x.made, x.state, x.evidence, x.updated_at, x.erased
		FROM commitment x WHERE x.internal = ? ORDER BY x.org, x.ref_key`, m.Internal)
	if err != nil {
		return nil, err
	}
	later, err := r.told(d.who.OrgCode, `l.noun = 'commitment'`, nil, end, stamp(time.Unix(1<<40, 0)))
	if err != nil {
		return nil, err
	}
	out := []schema.Commitment{}
	for _, row := range rows {
		if x, there := before(row, later); there {
			out = append(out, commitments.item(x))
		}
	}
	return out, nil
}

// before is a commitment as it was before what its log told later; false when
// it was not there.
func before(x commitmentRow, later []schema.Event) (commitmentRow, bool) {
	for _, e := range slices.Backward(later) {
		if e.Subject != x.ID {
			continue
		}
		if e.Verb == schema.VerbNew || e.Verb == schema.VerbAdd {
			return x, false
		}
		for _, c := range e.Changes {
			switch c.Field {
			case schema.FieldState:
				x.State = schema.CommitmentState(c.From)
			case schema.FieldText:
				x.Text = c.From
			case schema.FieldEvidence:
				x.Evidence = c.From
			case schema.FieldTheme:
				x.Theme = c.From
			case schema.FieldOrigin:
				x.Origin = c.From
			}
		}
	}
	return x, true
}

// frozenPack is a frozen pack of an audience: of that version, or for 0 the
// newest, and false when there is none.
func (r reads) frozenPack(m meetingRow, audience string, version int) (schema.Pack, bool, error) {
	var rows []struct {
		Version          int
		At               int64
		Hash, Note, Body string
		Erased           string
	}
	err := r.all(&rows, `SELECT version, at, hash, note, body, erased FROM pack WHERE meeting_id = ? AND audience = ? AND (version = ? OR ? = 0) ORDER BY version DESC LIMIT 1`,
		m.ID, audience, version, version)
	if err != nil {
		return schema.Pack{}, false, err
	}
	if len(rows) == 0 {
		if version > 0 {
			err = &schema.Fault{Class: schema.ErrState, Why: schema.WhyNoVersion, Noun: schema.NounMeeting, Ref: m.Ref, State: schema.State(m.State), Rev: m.Version, Value: count(version)}
		}
		return schema.Pack{}, false, err
	}
	var out schema.Pack
	if rows[0].Body == "" { // the meeting itself is erased
		if version > 0 {
			err = m.erased(schema.VerbRead)
		}
		return out, false, err
	}
	err = json.Unmarshal([]byte(rows[0].Body), &out)
	out.Erased = day(rows[0].Erased)
	out.Version, out.Frozen, out.Hash, out.Signature = rows[0].Version, instant(rows[0].At), rows[0].Hash, rows[0].Note
	return out, true, err
}

// sortPackChanges puts changes by noun, in the order of a paper, and reference.
func sortPackChanges(all []schema.PackChange) {
	nouns := []schema.Noun{schema.NounMeeting, schema.NounAction, schema.NounCommitment, schema.NounArticle, schema.NounSheet, schema.NounTraining}
	slices.SortStableFunc(all, func(a, b schema.PackChange) int {
		return cmp.Or(cmp.Compare(slices.Index(nouns, a.Noun), slices.Index(nouns, b.Noun)), cmp.Compare(refKey(a.Ref), refKey(b.Ref)))
	})
}
