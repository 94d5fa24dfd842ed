package linear

import (
	"context"
	"fmt"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// action reads an action item out and asks what to do with it.
func (d *desk) action(a schema.Action) {
	t := d.s.Words.Domain
	var events []schema.Event
	err := d.call(func(ctx context.Context) (err error) {
		events, err = d.Desk.ActionThread(ctx, a.ID)
		return err
	})
	if err != nil {
		d.fault(err)
		return
	}
	d.say(d.actionText(a))
	if a.Notes != "" {
		d.say(widget.Prose(a.Notes))
	}
	for _, e := range events {
		d.say(eventText(d.s, e))
	}
	var verbs []schema.Verb
	var options []string
	for _, x := range schema.ActionTransitions {
		if _, err := schema.MayAct(d.who, x.Verb, a); err == nil && x.Verb != schema.VerbLink {
			verbs, options = append(verbs, x.Verb), append(options, t.Verbs[x.Verb])
		}
	}
	if len(verbs) == 0 {
		d.say(lang.Fill(d.words().NoVerbs, "ref", a.Ref))
		return
	}
	i, err := d.choose(lang.Fill(d.words().What, "ref", a.Ref), options)
	if err != nil {
		d.gaveUp(err)
		return
	}
	step := schema.ActionStep{Verb: verbs[i]}
	if err := d.fillAction(&step); err != nil {
		d.gaveUp(err)
		return
	}
	done := d.insist(a.Rev, func(ctx context.Context, rev int) error {
		_, err := d.Desk.ActOn(ctx, a.ID, rev, step)
		return err
	})
	if done {
		d.say(lang.Fill(d.s.Words.Item.Pair, "name", a.Ref, "value", t.Done[step.Verb]))
		d.list()
	}
}

// fillAction asks for what a verb on an action item needs.
func (d *desk) fillAction(step *schema.ActionStep) error {
	words := d.s.Words.Item.Ask
	for _, x := range schema.ActionTransitions {
		if x.Verb != step.Verb || len(x.Needs) == 0 {
			continue
		}
		var err error
		switch x.Needs[0] {
		case schema.NeedText:
			what := words.Text
			if step.Verb == schema.VerbDone {
				what = words.Evidence
			}
			step.Text, err = d.need(d.prompt(what))
		case schema.NeedMember:
			var m schema.Member
			m, err = d.member(words.Member)
			step.Owner, step.Member = m.OrgCode, m.Login
		case schema.NeedUntil:
			at, untilErr := d.until()
			if err = untilErr; err == nil && !at.IsZero() {
				step.Due = schema.DateOf(at, d.s.Zone)
			}
		}
		return err
	}
	return nil
}

// settings lists how the member likes the program and asks for a change, which
// applies at once.
func (d *desk) settings() {
	t := d.s.Words.Settings
	set, err := d.setting(func(ctx context.Context) (schema.Settings, error) { return d.Desk.Settings(ctx) })
	if err != nil {
		d.fault(err)
		return
	}
	options := make([]string, len(schema.SettingKeys))
	for i, k := range schema.SettingKeys {
		options[i] = lang.Fill(d.s.Words.Item.Pair, "name", t.Names[k.Key], "value", d.valueName(k.Key, set.Value(k.Key)))
	}
	i, err := d.choose(d.words().Settings, options)
	if err != nil {
		d.gaveUp(err)
		return
	}
	k := schema.SettingKeys[i]
	value, err := d.newValue(k)
	if err != nil {
		d.gaveUp(err)
		return
	}
	set, err = d.setting(func(ctx context.Context) (schema.Settings, error) { return d.Desk.SetSetting(ctx, k.Key, value) })
	if err != nil {
		d.fault(err)
		return
	}
	d.wear(k.Key, set)
	d.say(lang.Fill(d.s.Words.Settings.Set, "name", d.s.Words.Settings.Names[k.Key], "value", d.valueName(k.Key, set.Value(k.Key))))
}

func (d *desk) setting(do func(context.Context) (schema.Settings, error)) (set schema.Settings, err error) {
	err = d.call(func(ctx context.Context) (err error) { set, err = do(ctx); return err })
	return set, err
}

func (d *desk) newValue(k schema.Setting) (string, error) {
	t := d.s.Words.Settings
	if k.Values == nil {
		return d.need(t.Notes[k.Key] + " (" + k.Unset() + ", " + t.Hints[k.Key] + "…) ")
	}
	options := make([]string, len(k.Values))
	for i, v := range k.Values {
		options[i] = d.valueName(k.Key, v)
	}
	i, err := d.choose(fmt.Sprint(t.Names[k.Key], ". ", t.Notes[k.Key]), options)
	if err != nil {
		return "", err
	}
	return k.Values[i], nil
}

func (d *desk) valueName(key, value string) string {
	if word := d.s.Words.Settings.Values[key][value]; word != "" {
		return word
	}
	return schema.VisibleLine(value)
}

// wear applies settings to the session, for what is announced too.
func (d *desk) wear(key string, set schema.Settings) {
	s := *d.s
	switch key {
	case "language":
		s.Words = lang.For(set.Lang)
		if d.Choose != nil {
			s.Words = d.Choose(set.Lang)
		}
	case "zone":
		who := d.who
		if who.Zone = set.Zone; set.Zone != "" {
			s.Zone = who.Location()
		}
	case "accessible":
		d.screen = !set.Accessible && d.Screens
	}
	d.s = &s
	d.dress.Store(d.s)
}
