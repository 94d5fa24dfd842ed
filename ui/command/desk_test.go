package command_test

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/command"
)

var (
	noon = time.Date(2015, 5, 5, 12, 0, 0, 0, time.UTC)

	pharos    = schema.Actor{Member: 1, Login: "pharos", Name: "PHAROS", Role: schema.RoleRequester, Org: 1, OrgCode: "ministry", OrgName: "Ministère", OrgKind: schema.OrgAuthority, Service: "PHAROS", Zone: "Europe/Paris"}
	validator = schema.Actor{Member: 2, Login: "validator", Name: "Valideur", Role: schema.RoleValidator, Org: 1, OrgCode: "ministry", OrgName: "Ministère", OrgKind: schema.OrgAuthority, Zone: "Europe/Paris"}
	secretary = schema.Actor{Member: 3, Login: "secretariat", Name: "Secrétariat", Role: schema.RoleSecretariat, Org: 1, OrgCode: "ministry", OrgName: "Ministère", OrgKind: schema.OrgAuthority, Zone: "Europe/Paris"}
	admin     = schema.Actor{Member: 4, Login: "admin", Name: "Administration", Role: schema.RoleAdministrator, Org: 1, OrgCode: "ministry", OrgName: "Ministère", OrgKind: schema.OrgAuthority, Zone: "Europe/Paris"}
	google    = schema.Actor{Member: 5, Login: "google", Name: "Google", Role: schema.RoleCorrespondent, Org: 2, OrgCode: "google", OrgName: "Google", OrgKind: schema.OrgOperator, Zone: "Europe/Paris"}
)

// cannedDesk answers from a few requests and actions by schema's rules, and notes what it was asked to write.
type cannedDesk struct {
	command.Desk // what no test calls
	who          schema.Actor
	requests     []schema.Request
	actions      []schema.Action
	wrote        []string // "claim GOO-2015-0001"
	units        []string // of undo, one per write
	keys         []string // idempotency, one per write
	steps        []schema.Step
	actionSteps  []schema.ActionStep
	drafts       []schema.RequestDraft
	replies      []schema.ReplyDraft
	views        []schema.View
	templates    []schema.Template
	settings     schema.Settings
	asked        schema.List
	fail         map[string]error // by reference
	report       schema.ImportReport
	cancel       context.CancelFunc // called by a read of requests
}

func newDesk(who schema.Actor) *cannedDesk {
	request := func(id schema.ID, ref, org string, state schema.State) schema.Request {
		r := schema.Request{ID: id, Ref: ref, Rev: 3, Kind: schema.KindWithdrawal, Regime: schema.RegimeLCEN, Subject: "Retrait vidéo " + ref, Service: "PHAROS",
			Addressee: org, Label: schema.P2, State: state, TLP: schema.TLPAmber, ContentCount: 2, Updated: noon,
			Contents: []schema.Content{{N: 1, URL: "https://video.example/1", Type: "video"}, {N: 2, URL: "https://video.example/2", Type: "video"}}}
		if !state.BeforeSending() {
			r.Sent, r.Due = noon.Add(-time.Hour), noon.Add(23*time.Hour)
		}
		return r
	}
	return &cannedDesk{who: who, requests: []schema.Request{
		request(1, "GOO-2015-0001", "google", schema.StateSent),
		request(2, "GOO-2015-0002", "google", schema.StateSent),
		request(3, "GOO-2015-0003", "google", schema.StateClosed),
		request(4, "FBK-2015-0001", "facebook", schema.StateSent),
		request(5, "B-2015-0001", "google", schema.StateDraft),
		request(6, "B-2015-0002", "google", schema.StateToApprove),
	}, actions: []schema.Action{
		{ID: 1, Ref: "A-2015-001", Rev: 1, Text: "Fiche contact", Owner: "google", State: schema.ActionOpen, Due: schema.Date{Year: 2015, Month: 5, Day: 4}},
	}}
}

func (d *cannedDesk) Who() schema.Actor   { return d.who }
func (d *cannedDesk) Group() schema.Group { return schema.Group{Name: "Groupe", Zone: "Europe/Paris"} }
func (d *cannedDesk) Now() time.Time      { return noon }

func (d *cannedDesk) note(ctx context.Context, verb schema.Verb, ref string) {
	d.wrote = append(d.wrote, strings.TrimSpace(string(verb)+" "+ref))
	d.units = append(d.units, schema.UnitOf(ctx))
	d.keys = append(d.keys, schema.OnceOf(ctx))
	if schema.IsDryRun(ctx) {
		d.wrote[len(d.wrote)-1] += " (dry)"
	}
}

func (d *cannedDesk) visible() (out []schema.Request) {
	for _, r := range d.requests {
		if schema.MaySee(d.who, r) {
			out = append(out, r.Project(schema.ReaderOf(d.who, r)))
		}
	}
	return out
}

func (d *cannedDesk) Request(_ context.Context, ref string) (schema.Request, error) {
	for _, r := range d.visible() {
		if strings.EqualFold(r.Ref, ref) {
			return r, d.fail[r.Ref]
		}
	}
	return schema.Request{}, schema.NotFound(strings.ToUpper(ref))
}

func (d *cannedDesk) Requests(ctx context.Context, l schema.List) (schema.Page[schema.Request], error) {
	d.asked = l
	if d.cancel != nil {
		d.cancel()
	}
	if ctx.Err() != nil {
		return schema.Page[schema.Request]{}, ctx.Err()
	}
	all := slices.DeleteFunc(d.visible(), func(r schema.Request) bool { return !l.All && r.State.Terminal() })
	if i := slices.IndexFunc(all, func(r schema.Request) bool { return r.Ref == l.After }); i >= 0 {
		all = all[i+1:]
	}
	page := schema.Page[schema.Request]{Items: all}
	if len(all) > l.Limit {
		page.Items, page.Next = all[:l.Limit], all[l.Limit-1].Ref
	}
	for i := range page.Items {
		page.Items[i].Contents = nil
	}
	return page, nil
}

func (d *cannedDesk) ContentsOf(_ context.Context, ids []schema.ID) (map[schema.ID][]schema.Content, error) {
	out := map[schema.ID][]schema.Content{}
	for _, r := range d.visible() {
		if slices.Contains(ids, r.ID) && d.fail[r.Ref] == nil {
			out[r.ID] = r.Contents
		}
	}
	return out, nil
}

func (d *cannedDesk) RequestIDs(context.Context, schema.Query, bool, int) ([]schema.ID, error) {
	var out []schema.ID
	for _, r := range d.visible() {
		out = append(out, r.ID)
	}
	return out, nil
}

func (d *cannedDesk) RequestsByID(_ context.Context, ids []schema.ID) ([]schema.Request, error) {
	return slices.DeleteFunc(d.visible(), func(r schema.Request) bool { return !slices.Contains(ids, r.ID) }), nil
}

func (d *cannedDesk) CountRequests(_ context.Context, _ schema.Query, all bool) (schema.Count, error) {
	n := len(slices.DeleteFunc(d.visible(), func(r schema.Request) bool { return !all && r.State.Terminal() }))
	return schema.Count{N: min(n, schema.CountLimit), More: n > schema.CountLimit}, nil
}

func (d *cannedDesk) Act(ctx context.Context, id schema.ID, rev int, s schema.Step) (schema.Request, error) {
	r := d.requests[id-1]
	t, err := schema.May(d.who, s.Verb, r, schema.DefaultPolicy)
	if err != nil {
		return r, err
	}
	if rev != 0 && rev != r.Rev {
		return r, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Ref: r.Ref, Rev: r.Rev, State: r.State, By: "Google"}
	}
	if slices.Contains(t.Needs, schema.NeedText) && strings.TrimSpace(s.Reason) == "" {
		return r, &schema.Fault{Class: schema.ErrInvalid, Why: schema.WhyNeedsText, Ref: r.Ref}
	}
	d.note(ctx, s.Verb, r.Ref)
	d.steps = append(d.steps, s)
	if t.To != "" {
		r.State = t.To
	}
	r.Rev++
	if !schema.IsDryRun(ctx) {
		d.requests[id-1] = r
	}
	return r, nil
}

func (d *cannedDesk) NewRequest(ctx context.Context, draft schema.RequestDraft) (schema.Request, error) {
	d.drafts = append(d.drafts, draft)
	d.note(ctx, schema.VerbNew, draft.Subject)
	return schema.Request{Ref: "B-2015-0009", Rev: 1, Kind: draft.Kind, State: schema.StateDraft, Subject: draft.Subject}, nil
}

func (d *cannedDesk) EditRequest(ctx context.Context, id schema.ID, rev int, draft schema.RequestDraft) (schema.Request, error) {
	d.drafts = append(d.drafts, draft)
	d.note(ctx, schema.VerbEdit, d.requests[id-1].Ref)
	return d.requests[id-1], nil
}

func (d *cannedDesk) Thread(context.Context, schema.ID) ([]schema.Event, error) {
	return []schema.Event{{At: noon, Actor: "PHAROS", Verb: schema.VerbSend, Text: "Base légale\x1b[2J"}}, nil
}

func (d *cannedDesk) Reply(ctx context.Context, id schema.ID, _ int, draft schema.ReplyDraft) (schema.Reply, error) {
	d.replies = append(d.replies, draft)
	d.note(ctx, schema.VerbReply, d.requests[id-1].Ref)
	return schema.Reply{Ref: d.requests[id-1].Ref, N: 1, State: schema.ReplySent}, nil
}

func (d *cannedDesk) RepliesOf(context.Context, schema.ID) ([]schema.Reply, error) { return nil, nil }

func (d *cannedDesk) Action(_ context.Context, ref string) (schema.Action, error) {
	for _, a := range d.actions {
		if strings.EqualFold(a.Ref, ref) {
			return a, nil
		}
	}
	return schema.Action{}, schema.NotFound(ref)
}

func (d *cannedDesk) Actions(_ context.Context, l schema.List) (schema.Page[schema.Action], error) {
	d.asked = l
	return schema.Page[schema.Action]{Items: d.actions}, nil
}

func (d *cannedDesk) CountActions(context.Context, schema.Query, bool) (schema.Count, error) {
	return schema.Count{N: len(d.actions)}, nil
}

func (d *cannedDesk) ActOn(ctx context.Context, id schema.ID, _ int, s schema.ActionStep) (schema.Action, error) {
	a := d.actions[id-1]
	t, err := schema.MayAct(d.who, s.Verb, a)
	if err != nil {
		return a, err
	}
	d.note(ctx, s.Verb, a.Ref)
	d.actionSteps = append(d.actionSteps, s)
	a.State = t.To
	return a, nil
}

func (d *cannedDesk) AddAction(ctx context.Context, draft schema.ActionDraft) (schema.Action, error) {
	d.note(ctx, schema.VerbAdd, draft.Text+"|"+draft.Owner+"|"+draft.Due.String()+"|"+draft.Theme)
	return schema.Action{Ref: "A-2015-002", Text: draft.Text, Owner: draft.Owner, Due: draft.Due}, nil
}

func (d *cannedDesk) Meetings(context.Context) ([]schema.Meeting, error) {
	return []schema.Meeting{{Ref: "2015-05-06", State: schema.MeetingConvened, Format: schema.MeetingPlenary, Starts: noon.Add(24 * time.Hour)}}, nil
}

func (d *cannedDesk) Meeting(_ context.Context, ref string) (schema.Meeting, error) {
	if ref != "next" && ref != "2015-05-06" {
		return schema.Meeting{}, schema.NotFound(ref)
	}
	return schema.Meeting{Ref: "2015-05-06", Starts: noon.Add(24 * time.Hour), Agenda: []schema.AgendaPoint{{N: 1, Title: "Engagements", Rapporteur: "afa"}}}, nil
}

func (d *cannedDesk) Register(ctx context.Context, ref string, asOf schema.Date) (schema.Register, error) {
	m, err := d.Meeting(ctx, ref)
	return schema.Register{Group: "Groupe", Meeting: m, AsOf: asOf, Actions: d.actions}, err
}

func (d *cannedDesk) Pack(ctx context.Context, ref string, asOf schema.Date, _ int) (schema.Pack, error) {
	r, err := d.Register(ctx, ref, asOf)
	return schema.Pack{Register: r, For: "Groupe"}, err
}

func (d *cannedDesk) Freeze(ctx context.Context, _ schema.ID, _ int) (schema.FrozenPacks, error) {
	d.note(ctx, schema.VerbFreeze, "")
	return schema.FrozenPacks{Version: 1}, nil
}

func (d *cannedDesk) Organisations(context.Context) ([]schema.Organisation, error) {
	return []schema.Organisation{{Code: "google", Prefix: "GOO", Name: "Google", Kind: schema.OrgOperator}}, nil
}

func (d *cannedDesk) AddOrganisation(ctx context.Context, o schema.Organisation) (schema.Organisation, error) {
	d.note(ctx, schema.VerbAdd, strings.Join(append([]string{o.Code, o.Prefix, o.Name, string(o.Kind), string(o.Lang)}, o.Services...), "|"))
	return o, nil
}

func (d *cannedDesk) DisableMember(ctx context.Context, login string, disabled bool) error {
	if login != "google" {
		return schema.NotFound(login)
	}
	d.note(ctx, schema.VerbDisable, login)
	return nil
}

func (d *cannedDesk) Members(context.Context) ([]schema.Member, error) {
	return []schema.Member{{Login: "google", OrgCode: "google", Role: schema.RoleCorrespondent}}, nil
}

func (d *cannedDesk) AddKey(ctx context.Context, login, line, label string, expires time.Time) (schema.Key, error) {
	d.note(ctx, schema.VerbAdd, login+"|"+line+"|"+label)
	return schema.Key{Fingerprint: "SHA256:abc", Login: login}, nil
}

func (d *cannedDesk) Import(_ context.Context, rows iter.Seq2[schema.IntakeRow, error], keepGoing bool) (schema.ImportReport, error) {
	for _, err := range rows {
		if err != nil {
			return schema.ImportReport{}, err
		}
	}
	return d.report, nil
}

func (d *cannedDesk) Replies(_ context.Context, l schema.List) (schema.Page[schema.Reply], error) {
	d.asked = l
	return schema.Page[schema.Reply]{Items: []schema.Reply{{Ref: "GOO-2015-0001", N: 1, State: schema.ReplySent, Sent: noon, Subject: "Retrait"}}}, nil
}

func (d *cannedDesk) CountReplies(context.Context, schema.Query, bool) (schema.Count, error) {
	return schema.Count{N: 1}, nil
}

func (d *cannedDesk) ActionThread(context.Context, schema.ID) ([]schema.Event, error) {
	return []schema.Event{{At: noon, Actor: "Google", Verb: schema.VerbNote, Text: "vu", Internal: true}}, nil
}

func (d *cannedDesk) AddMember(ctx context.Context, m schema.NewMember) (schema.Member, error) {
	d.note(ctx, schema.VerbAdd, strings.Join([]string{m.Login, m.Org, string(m.Role), m.Name, m.Service}, "|"))
	return schema.Member{Login: m.Login}, nil
}

func (d *cannedDesk) DisableOrganisation(ctx context.Context, code string, disabled bool) error {
	if disabled {
		d.note(ctx, schema.VerbDisable, code)
	}
	return nil
}

func (d *cannedDesk) Keys(context.Context) ([]schema.Key, error) {
	return []schema.Key{{Fingerprint: "SHA256:abc", Login: "google", Added: noon}}, nil
}

func (d *cannedDesk) RevokeKey(ctx context.Context, fingerprint string) error {
	d.note(ctx, schema.VerbRevoke, fingerprint)
	return nil
}

func (d *cannedDesk) Views(context.Context) ([]schema.View, error) { return d.views, nil }

func (d *cannedDesk) SaveView(ctx context.Context, v schema.View) (schema.View, error) {
	d.note(ctx, schema.VerbSave, v.Name)
	v, err := v.Clean()
	d.views = append(d.views, v)
	return v, err
}

func (d *cannedDesk) Templates(context.Context) ([]schema.Template, error) { return d.templates, nil }

func (d *cannedDesk) AddTemplate(ctx context.Context, x schema.Template) (schema.Template, error) {
	d.note(ctx, schema.VerbAdd, x.Ref())
	x, err := x.Clean(schema.OrgOperator)
	if err == nil {
		x.ID = schema.ID(len(d.templates) + 1)
		d.templates = append(d.templates, x)
	}
	return x, err
}

func (d *cannedDesk) UpdateTemplate(ctx context.Context, x schema.Template) (schema.Template, error) {
	d.note(ctx, schema.VerbUpdate, x.Ref())
	return x.Clean(schema.OrgOperator)
}

func (d *cannedDesk) RemoveTemplate(ctx context.Context, id schema.ID, _ int) error {
	d.note(ctx, schema.VerbRemove, d.templates[id-1].Ref())
	return nil
}

func (d *cannedDesk) Settings(context.Context) (schema.Settings, error) { return d.settings, nil }

func (d *cannedDesk) SetSetting(_ context.Context, key, value string) (schema.Settings, error) {
	s, err := d.settings.With(key, value)
	if err == nil {
		d.settings = s
	}
	return s, err
}
