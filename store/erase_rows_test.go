package store_test

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"contactgroup/schema"
	"contactgroup/store/storetest"
)

// planted begins each text that is to go.
const planted = "zzmark"

// mark is a text of its own to be found again.
func mark(name string) string { return planted + name }

// staysReadable are the columns of text that an erasure leaves as they are, by
// table or column, and why. Every other one is to hold a mark before it.
var staysReadable = map[string]string{
	"article": "lives on", "article_stance": "lives on", "article_text": "lives on", "sheet": "lives on", "template": "lives on", "training": "lives on",
	"contact": "lives on, or is removed", "webhook": "lives on", "view": "lives on", "clock": "law", "clock_use": "law", "regime": "law", "retention": "law",
	"organisation": "who was of the group", "group_info": "the group", "key_policy": "of the machine", "user_authority": "of the machine", "revoked_certificate": "of the machine",
	"server_setting": "of the machine", "goose_db_version": "of the machine", "search_state": "of the machine", "standing": "of the machine", "outbox_cursor": "of the machine",
	"log_counter": "of the machine", "log_head": "signed", "log_tile": "hashes", "numbering": "references", "erasing": "of the machine", "alert": "codes and references",
	"alert_delivery": "goes whole with its alert", "letter": "codes", "notice": "codes", "intake": "of the machine",
	"action_item.ref": "", "action_item.ref_key": "", "action_item.circle": "", "action_item.owner": "", "action_item.completed": "", "action_item.raised": "", "action_item.due": "",
	"action_item.state": "", "action_item.theme": "a heading", "action_item.theme_key": "a heading", "action_link.target": "", "agenda_link.target": "", "agenda_point.rapporteur": "",
	"request_words.reader": "", "request_words.words": "found by searching alone", "content.hash": "hexadecimal",
	"attachment.media": "goes whole", "attachment.sha256": "goes whole", "attendance.mode": "", "attendance.org": "", "case_file.ref": "", "commitment.internal": "", "commitment.made": "",
	"commitment.org": "", "commitment.ref": "", "commitment.ref_key": "", "commitment.state": "", "commitment.theme": "a heading", "commitment.theme_key": "a heading",
	"commitment_review.day": "", "commitment_review.state": "", "content.observed": "", "content.outcome": "", "content.territories": "", "content.type": "",
	"contestation.author_as": "a function", "contestation.decided_as": "a function", "contestation.decision": "", "crisis.ended_by": "a function", "crisis.label": "", "crisis.started_by": "a function",
	"invitation.code_hash": "hashed", "invitation.lang": "", "invitation.ref": "", "invitation.role": "", "invitation.service": "",
	"log_entry.actor": "part of the leaf", "log_entry.audience": "", "log_entry.leaf": "hashed", "log_entry.noun": "", "log_entry.ref": "", "log_entry.salt": "by chance", "log_entry.verb": "",
	"meeting.circle": "", "meeting.format": "", "meeting.internal": "", "meeting.ref": "", "meeting.state": "", "member.lang": "", "member.login": "its reference", "member.role": "",
	"member.service": "", "member.zone": "", "member_key.fingerprint": "hashed", "member_key.line": "a public key", "minutes.hash": "hashed", "once.key": "by chance", "pack.audience": "",
	"pack.hash": "hashed", "pack.note": "signed hash", "recommendation.state": "", "reply.decided_as": "a function", "reply.sent_label": "", "reply.sort_key": "", "reply.state": "",
	"reply_outcome.outcome": "", "reply_outcome.territories": "", "request.addressee": "", "request.clock_code": "", "request.clock_starts": "", "request.contested": "", "request.draft_ref": "",
	"request.ground": "", "request.kind": "", "request.label": "", "request.label_before": "", "request.last_reply": "", "request.recommended": "", "request.ref": "", "request.ref_key": "",
	"request.regime": "", "request.service": "", "request.state": "", "request.tlp": "", "request_link.kind": "", "request_link.relation": "", "request_side.case_ref": "", "request_text.reader": "",
	"saved_view.columns": "goes whole", "saved_view.noun": "goes whole", "saved_view.sort": "goes whole", "undo.noun": "goes whole", "undo.unit": "goes whole", "undo.verb": "goes whole",
	"unsent.noun": "goes whole", "unsent.part": "goes whole", "unsent.verb": "goes whole",
}

// engineKept are the columns in which SQLite keeps where its words are.
var engineKept = regexp.MustCompile(`_words_(config|docsize|idx|data\.id)`)

// marks finds the marks in each column of text or bytes, by table and column,
// and names the columns in which there are none.
func (g group) marks() (found map[string][]string, without []string) {
	g.t.Helper()
	found = map[string][]string{}
	columns, err := g.db.Columns(g.t.Context())
	g.must(err)
	for _, c := range columns {
		table, _, _ := strings.Cut(c, ".")
		var hits []string
		g.must(g.db.All(g.t.Context(), &hits, g.db.TextQuery(c, planted)))
		for _, hit := range hits {
			for _, word := range strings.FieldsFunc(strings.ToLower(hit), func(r rune) bool { return r < 'a' || r > 'z' }) {
				if i := strings.Index(word, planted); i >= 0 {
					found[c] = append(found[c], word[i:])
				}
			}
		}
		_, stays := staysReadable[c]
		_, whole := staysReadable[table]
		if len(hits) == 0 && !stays && !whole && !strings.HasSuffix(c, ".erased") && !engineKept.MatchString(c) {
			without = append(without, c)
		}
	}
	return found, without
}

// plant fills each field of each noun that ends with a mark of its own, and
// brings everything to its end.
func (g group) plant() (q, order schema.Request, m schema.Meeting) {
	g.t.Helper()
	q, order = g.plantRequests()
	m = g.plantMeeting()
	g.plantPeople()
	return q, order, m
}

func (g group) plantRequests() (q, order schema.Request) {
	t, ctx := g.t, g.t.Context()
	t.Helper()
	k, err := g.Desks["pharos"].NewCase(ctx, mark("casetitle"))
	g.must(err)
	d := schema.RequestDraft{Kind: schema.KindWithdrawal, Regime: schema.RegimeLCEN, LegalBasis: mark("basis"), Subject: mark("subject"), Reasons: mark("reasons"), Addressee: "google",
		Credibility: mark("credibility"), ExternalRef: mark("external"), Case: k.Ref,
		Contents: []schema.Content{{URL: "https://video.example/" + mark("path"), Type: "video", Hash: strings.Repeat("ab", 32)}, {URL: "https://" + mark("host") + ".example/"}}}
	q, err = g.Desks["pharos"].NewRequest(schema.Once(ctx, "plant"), d)
	g.must(err)
	g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSubmit})
	g.act("validator", q.ID, schema.Step{Verb: schema.VerbApprove})
	q = g.act("pharos", q.ID, schema.Step{Verb: schema.VerbSend})
	g.act("pharos", q.ID, schema.Step{Verb: schema.VerbLabel, Label: schema.P2, Reason: mark("labelreason")})
	g.act("pharos", q.ID, schema.Step{Verb: schema.VerbNote, Reason: mark("ournote"), Internal: true})
	g.act("google", q.ID, schema.Step{Verb: schema.VerbNote, Reason: mark("theirnote"), Internal: true})
	g.act("google", q.ID, schema.Step{Verb: schema.VerbContest, Reason: mark("contest")})
	g.act("validator", q.ID, schema.Step{Verb: schema.VerbDecide, Ruling: schema.RulingUpheld, Reason: mark("ruling")})
	_, err = g.Desks["overseer"].Recommend(ctx, q.ID, 0, mark("advice"), true)
	g.must(err)
	_, err = g.Desks["validator"].AnswerRecommendation(ctx, q.ID, 0, false, mark("adviceanswer"))
	g.must(err)
	refused := schema.ReplyDraft{Text: mark("reply"), Outcomes: []schema.ReplyOutcome{{N: 1, Outcome: schema.OutcomeRefused}, {N: 2, Outcome: schema.OutcomeRefused}}}
	_, err = g.Desks["google"].Reply(ctx, q.ID, 0, refused)
	g.must(err)
	g.act("validator", q.ID, schema.Step{Verb: schema.VerbDispute, Reason: mark("dispute")})

	d.Kind, d.Subject, d.Case, d.Regime = schema.KindIdentification, mark("ordersubject"), "", schema.RegimeLCEN
	order = g.draft(d)
	_, err = g.Desks["pharos"].Attach(ctx, order.ID, 0, mark("filename")+".txt", strings.NewReader(mark("filebody")))
	g.must(err)
	g.act("pharos", order.ID, schema.Step{Verb: schema.VerbSubmit})
	g.act("validator", order.ID, schema.Step{Verb: schema.VerbApprove})
	order = g.act("pharos", order.ID, schema.Step{Verb: schema.VerbSend})
	g.reply("google", order)
	g.act("pharos", order.ID, schema.Step{Verb: schema.VerbClose})
	return q, order
}

// end ends what plantRequests left for the papers of a meeting to tell of.
func (g group) end(q schema.Request) {
	g.t.Helper()
	_, err := g.Desks["pharos"].SetExternalRef(g.t.Context(), q.ID, 0, mark("number"))
	g.must(err)
	g.act("pharos", q.ID, schema.Step{Verb: schema.VerbWithdraw, Reason: mark("withdrawal")})
	_, err = g.Desks["google"].KeepUnsent(g.t.Context(), schema.Unsent{Verb: schema.VerbNote, Noun: schema.NounRequest, Subject: q.ID, Body: mark("unsent")})
	g.must(err)
}

func (g group) plantMeeting() schema.Meeting {
	t, ctx := g.t, g.t.Context()
	t.Helper()
	m := g.hold("secretariat", schema.Meeting{Format: schema.MeetingPlenary, Title: mark("meeting"), Place: mark("place"), Starts: g.clock.Now().Add(day), State: schema.MeetingHeld,
		Agenda:     []schema.AgendaPoint{{Title: mark("point")}},
		Attendance: []schema.Attendance{{Org: "google", Person: mark("person"), Mode: "present"}},
		Decisions:  []schema.Decision{{N: 1, Text: mark("decision")}}})
	x := g.action(t, "secretariat", schema.ActionDraft{Text: mark("action"), Owner: "google", Meeting: m.Ref, Point: mark("point"), Theme: "formation"})
	y := g.action(t, "secretariat", schema.ActionDraft{Text: mark("going"), Owner: "google", Meeting: m.Ref})
	g.actOn(t, "google", y.ID, schema.ActionStep{Verb: schema.VerbNote, Text: mark("actionnote")})
	g.actOn(t, "google", x.ID, schema.ActionStep{Verb: schema.VerbDone, Text: mark("evidence")})
	c, err := g.Desks["secretariat"].AddCommitment(ctx, schema.CommitmentDraft{Org: "google", Text: mark("commitment"), Origin: mark("origin"), Theme: "formation"})
	g.must(err)
	_, err = g.Desks["secretariat"].UpdateCommitment(ctx, c.ID, 0, schema.CommitmentDraft{State: schema.CommitmentKept, Evidence: mark("kept"), Meeting: m.Ref, Note: mark("review")})
	g.must(err)
	g.meet("secretariat", m.ID, schema.MeetingStep{Verb: schema.VerbClose})
	title := mark("corrected")
	g.meet("secretariat", m.ID, schema.MeetingStep{Verb: schema.VerbCorrect, Text: mark("correction"), Correction: schema.Correction{Title: &title,
		Actions: []schema.ActionText{{Ref: y.Ref, Text: mark("reworded")}}}})
	_, err = g.Desks["secretariat"].Freeze(ctx, m.ID, 0)
	g.must(err)
	g.actOn(t, "google", y.ID, schema.ActionStep{Verb: schema.VerbDone, Text: mark("evidence")})
	_, err = g.Desks["chair"].StartCrisis(ctx, mark("crisis"), schema.P1)
	g.must(err)
	_, err = g.Desks["chair"].EndCrisis(ctx, mark("debrief"))
	g.must(err)
	return g.meetingAt("secretariat", m.Ref)
}

func (g group) plantPeople() {
	ctx, admin := g.t.Context(), g.Desks["admin"]
	g.t.Helper()
	_, err := admin.AddMember(ctx, schema.NewMember{Org: "google", Login: "gone", Name: mark("name"), Role: schema.RoleCorrespondent})
	g.must(err)
	_, err = admin.AddKey(ctx, "gone", keyLine(g.t, "gone"), mark("keylabel"), time.Time{})
	g.must(err)
	d, err := g.db.As(ctx, "gone")
	g.must(err)
	_, err = d.SetSetting(ctx, "mail", mark("settings")+"@google.example")
	g.must(err)
	_, err = d.SaveView(ctx, schema.View{Name: mark("view"), Noun: schema.NounRequest, Query: mark("query")})
	g.must(err)
	g.must(admin.DisableMember(ctx, "gone", true))
	i, err := admin.AddInvitation(ctx, schema.NewInvitation{Org: "google", Role: schema.RoleCorrespondent, Name: mark("invited"), Login: mark("login"), Expires: g.clock.Now().Add(day)})
	g.must(err)
	g.must(admin.RevokeInvitation(ctx, i.Ref))
	k := g.contact("google", schema.Contact{Function: mark("function"), Notes: mark("contactnotes"), Mail: mark("mail") + "@google.example"})
	g.must(g.Desks["google"].RemoveContact(ctx, k.Ref, 0))
	g.must(g.db.Exec(ctx, `UPDATE member SET login_from = '`+mark("loginfrom")+`' WHERE login = 'gone'`))
	g.must(g.db.Exec(ctx, `UPDATE member_key SET last_used_from = '`+mark("usedfrom")+`' WHERE label <> ''`))
}

// eraseAll erases what is past one day, of every noun.
func (g group) eraseAll() []schema.Expired {
	g.t.Helper()
	for _, r := range schema.DefaultRetentions {
		g.keep(r.Noun, 1)
	}
	out, err := g.db.Erase(g.t.Context(), schema.Erasure{}, nil)
	g.must(err)
	return out
}

func TestWhatIsErasedIsInNoTable(t *testing.T) {
	each(t, func(g group) {
		q, order, m := g.plant()
		g.end(q)
		found, without := g.marks()
		if len(without) > 0 {
			g.t.Errorf("columns of which nobody said that they stay, and that hold no mark: %v", without)
		}
		for column := range found {
			if why, stays := staysReadable[column]; stays && why != "goes whole" && !strings.HasSuffix(column, "log_entry.ref") {
				g.t.Errorf("%s is said to stay and holds %v", column, found[column])
			}
		}
		if got := g.found("google", mark("subject"), true); got != q.Ref {
			g.t.Errorf("to begin with its subject finds %q", got)
		}
		g.clock.Advance(40 * day)
		g.eraseAll()
		left, _ := g.marks()
		for word, want := range map[string]string{mark("subject"): "", mark("reply"): "", mark("path"): "", q.Ref: q.Ref, "ref:" + q.Ref: q.Ref} {
			if got := g.found("google", word, true); got != want {
				g.t.Errorf("%s finds %q, want %q", word, got, want)
			}
		}
		for _, column := range slices.Sorted(maps.Keys(left)) {
			g.t.Errorf("%s still holds %v", column, left[column])
		}
		for _, r := range []schema.Request{q, order} {
			got, err := g.Desks["pharos"].Request(g.t.Context(), r.Ref)
			g.must(err)
			for _, c := range got.Contents {
				if c.URL+c.Hash != "" || c.Outcome == "" {
					g.t.Errorf("%s: content %+v", r.Ref, c)
				}
			}
			if got.Erased.IsZero() || got.Subject != "" || got.ContentCount != 2 || got.Addressee != "google" || got.Closed.IsZero() {
				g.t.Errorf("%s is shown as %+v", r.Ref, got)
			}
		}
		if got := g.meetingAt("google", m.Ref); got.Erased.IsZero() || len(got.Decisions) != 1 || len(got.Attendance) != 1 || got.Attendance[0].Org != "google" || len(got.Versions) != 2 {
			g.t.Errorf("the meeting is shown as %+v", got)
		}
		for _, r := range g.reports("google") {
			if !r.Whole() {
				g.t.Errorf("%+v", r)
			}
		}
	})
}

// reports are what the verification of a member's logs finds.
func (g group) reports(login string) []schema.LogReport {
	g.t.Helper()
	g.must(g.db.Seal(g.t.Context()))
	heads, err := g.Desks[login].Heads(g.t.Context())
	g.must(err)
	reports, err := g.Desks[login].Verify(g.t.Context(), heads.File(), nil)
	g.must(err)
	return reports
}

func TestWhatIsErasedIsNotInTheFile(t *testing.T) {
	t.Parallel()
	url := storetest.SQLite(t)
	path := strings.TrimPrefix(url, "sqlite:")
	g := aGroupAt(t, url, storetest.NewClock())
	for i := range 40 { // pages are split and rows moved
		d := aDraft(schema.KindReferral, "google")
		d.Subject, d.Reasons = mark(fmt.Sprint("subject", i)), strings.Repeat(mark("reasons")+" ", 100+i)
		q := g.deliver(d)
		g.reply("google", q)
		g.act("validator", q.ID, schema.Step{Verb: schema.VerbClose})
	}
	q, _, _ := g.plant()
	g.end(q)
	g.clock.Advance(40 * day)
	inFiles := func() (n int) {
		t.Helper()
		for _, name := range []string{path, path + "-wal"} {
			text, err := os.ReadFile(name)
			g.must(err)
			n += strings.Count(strings.ToLower(string(text)), planted)
		}
		return n
	}
	if inFiles() == 0 {
		t.Fatal("it never was")
	}
	g.eraseAll()
	if n := inFiles(); n > 0 { // while it is open
		t.Errorf("it still is, %d times", n)
	}
}
