package command

import (
	"context"
	"slices"
	"time"

	"contactgroup/schema"
	"contactgroup/ui/export"
	"contactgroup/ui/lang"
)

func mayLegislate(v schema.Verb) func(*call) error {
	return func(c *call) error { return schema.MayLegislate(c.s.Desk.Who(), v) }
}

func clockVerbs() []verb {
	return []verb{
		{name: "list", flags: append([]string{"all"}, shortFlags...), run: listClocks},
		{name: "show", usage: "CODE…|-", min: 1, max: -1, flags: showFlags, run: showClocks},
		{name: "add", usage: "CODE --duration 24h|--months N --starts sent|received|done --source TEXT [--from DATE]", min: 1, max: 1,
			flags: append([]string{"duration", "months", "starts", "source", "from"}, addFlags...), needs: []string{"starts", "source"},
			may: mayLegislate(schema.VerbAdd), run: func(c *call) error { return putClock(c, schema.VerbAdd) }},
		{name: "update", usage: "CODE [--duration 24h|--months N] [--source TEXT] [--from DATE]", min: 1, max: 1,
			flags: append([]string{"duration", "months", "source", "from"}, addFlags...),
			may:   mayLegislate(schema.VerbUpdate), run: func(c *call) error { return putClock(c, schema.VerbUpdate) }},
		{name: "use", usage: "CODE|none --purpose PURPOSE [--kind KIND] [--regime REGIME] [--from DATE]", min: 1, max: 1,
			flags: append([]string{"purpose", "kind", "regime", "from"}, addFlags...), needs: []string{"purpose"},
			may: mayLegislate(schema.VerbUse), columns: columnsOf(useForm), run: useClock},
	}
}

func regimeVerbs() []verb {
	return []verb{
		{name: "list", flags: append([]string{"all"}, shortFlags...), run: listRegimes},
		{name: "show", usage: "CODE…|-", min: 1, max: -1, flags: showFlags, run: showRegimes},
		{name: "add", usage: "CODE --name NAME --english NAME [--text TEXT] [--source TEXT] [--from DATE] [--until DATE]", min: 1, max: 1,
			flags: append([]string{"name", "english", "text", "source", "from", "until"}, addFlags...), needs: []string{"name", "english"},
			may: mayLegislate(schema.VerbAdd), run: func(c *call) error { return putRegime(c, schema.VerbAdd) }},
		{name: "update", usage: "CODE [--name NAME] [--english NAME] [--text TEXT] [--source TEXT] [--from DATE] [--until DATE]", min: 1, max: 1,
			flags: append([]string{"name", "english", "text", "source", "from", "until"}, addFlags...),
			may:   mayLegislate(schema.VerbUpdate), run: func(c *call) error { return putRegime(c, schema.VerbUpdate) }},
	}
}

// usedClock is a version of a clock with the uses of its code.
type usedClock struct {
	schema.Clock
	uses []schema.ClockUse
}

var clockForm = shape[usedClock]{
	ref:     func(c usedClock) string { return string(c.Code) },
	object:  func(_ *call, c usedClock) export.Object { return export.JSONClock(c.Clock, c.uses) },
	columns: []string{"code", "version", "delay", "starts", "source", "from", "noted_by"},
	words: map[string]func(*lang.Words, string) string{
		"starts": func(w *lang.Words, s string) string { return w.Domain.Origins[schema.ClockOrigin(s)] },
	},
	more: func(c *call, k usedClock) ([][][]string, error) {
		var lines [][]string
		for _, u := range k.uses {
			if u.Clock == k.Code {
				lines = append(lines, []string{c.words.Domain.Purposes[u.Purpose], c.words.Domain.Kinds[u.Kind], string(u.Regime)})
			}
		}
		return [][][]string{lines}, nil
	},
}

var useForm = shape[schema.ClockUse]{
	ref:    func(u schema.ClockUse) string { return string(u.Clock) },
	object: func(_ *call, u schema.ClockUse) export.Object { return export.JSONClockUse(u) },
}

var regimeForm = shape[schema.Legal]{
	ref:     func(v schema.Legal) string { return string(v.Code) },
	object:  func(c *call, v schema.Legal) export.Object { return export.JSONRegime(v, c.s.Desk.Now()) },
	columns: []string{"code", "version", "name_fr", "name_en", "in_force", "from", "until", "source"},
}

// listClocks lists the versions that count now; --all: past ones and those to come too.
func listClocks(c *call) error {
	law, err := c.s.Desk.Law(c.ctx)
	if err != nil {
		return err
	}
	var out []usedClock
	for _, k := range law.Clocks {
		if now, ok := law.InForce(k.Code, c.s.Desk.Now()); c.on("all") || ok && now.Version == k.Version {
			out = append(out, usedClock{k, law.Uses})
		}
	}
	return listAll(c, clockForm, out)
}

// showClocks shows every version of the clocks named.
func showClocks(c *call) error {
	law, err := c.s.Desk.Law(c.ctx)
	if err != nil {
		return err
	}
	var all []usedClock
	for _, k := range law.Clocks {
		all = append(all, usedClock{k, law.Uses})
	}
	return showVersions(c, clockForm, all, schema.Fold)
}

func listRegimes(c *call) error {
	all, err := c.s.Desk.Legals(c.ctx)
	if err != nil {
		return err
	}
	var out []schema.Legal
	for _, v := range all {
		if now, ok := schema.LegalAt(all, v.Code, c.s.Desk.Now()); c.on("all") || ok && now.Version == v.Version {
			out = append(out, v)
		}
	}
	return listAll(c, regimeForm, out)
}

func showRegimes(c *call) error {
	all, err := c.s.Desk.Legals(c.ctx)
	if err != nil {
		return err
	}
	return showVersions(c, regimeForm, all, schema.Fold)
}

// showVersions shows all versions of the codes that the words name.
func showVersions[T any](c *call, s shape[T], all []T, code func(word string) string) error {
	names, err := c.names()
	if err != nil {
		return err
	}
	found, err := each(c, names, func(_ context.Context, name string) ([]T, error) {
		var out []T
		for _, item := range all {
			if s.ref(item) == code(name) {
				out = append(out, item)
			}
		}
		if len(out) == 0 {
			return nil, schema.NotFound(name)
		}
		return out, nil
	})
	c.several = true // a code may have several
	return show(c, s, slices.Concat(found...), err)
}

func putClock(c *call, v schema.Verb) error {
	k, err := c.clock()
	if err != nil {
		return err
	}
	put := c.s.Desk.UpdateClock
	if v == schema.VerbAdd {
		put = c.s.Desk.AddClock
	}
	k, err = put(c.writing(""), k)
	return finish(c, clockForm, c.words.Domain.Done[v], one(usedClock{Clock: k}, err), err)
}

// clock reads a version of a clock from the flags.
func (c *call) clock() (k schema.Clock, err error) {
	k = schema.Clock{Code: schema.ClockCode(schema.Fold(c.args[0])), Source: c.text("source")}
	if c.given("duration") {
		if k.Duration, err = time.ParseDuration(c.text("duration")); err != nil {
			return k, c.badFlag("duration", "24h, 90m…")
		}
	}
	if k.Months, err = c.number("months", 1, 120); err != nil {
		return k, err
	}
	starts, err := c.code("starts", "starts")
	if err != nil {
		return k, err
	}
	k.Starts = schema.ClockOrigin(starts)
	k.From, err = c.dayStart("from")
	return k, err
}

// dayStart reads a flag's date as the beginning of that day for the group; zero when it was not given.
func (c *call) dayStart(flag string) (time.Time, error) {
	if !c.given(flag) {
		return time.Time{}, nil
	}
	d, err := schema.ParseDate(c.text(flag))
	if err != nil || d.IsZero() {
		return time.Time{}, schema.Invalid(schema.WhyDate, flag, c.text(flag))
	}
	return d.Start(c.groupZone()), nil
}

func useClock(c *call) error {
	purpose, err := c.code("purpose", "purpose")
	if err != nil {
		return err
	}
	u := schema.ClockUse{Purpose: schema.Purpose(purpose), Clock: schema.ClockCode(schema.Fold(c.args[0]))}
	if slices.Contains([]string{"none", "aucun"}, string(u.Clock)) {
		u.Clock = ""
	}
	kind, err := c.code("kind", "kind")
	if err != nil {
		return err
	}
	u.Kind = schema.Kind(kind)
	if c.given("regime") {
		var ok bool
		if u.Regime, ok = schema.ParseRegime(c.text("regime")); !ok {
			return schema.Invalid(schema.WhyUnknown, "regime", c.text("regime"))
		}
	}
	if u.From, err = c.dayStart("from"); err != nil {
		return err
	}
	u, err = c.s.Desk.UseClock(c.writing(""), u)
	return finish(c, useForm, c.words.Domain.Done[schema.VerbUse], one(u, err), err)
}

func putRegime(c *call, v schema.Verb) error {
	legal := schema.Legal{Code: schema.Regime(schema.Fold(c.args[0])), French: c.text("name"), English: c.text("english"), Text: c.text("text"), Source: c.text("source")}
	var err error
	if legal.From, err = c.dayStart("from"); err != nil {
		return err
	}
	if legal.Until, err = c.dayStart("until"); err != nil {
		return err
	}
	put := c.s.Desk.UpdateRegime
	if v == schema.VerbAdd {
		put = c.s.Desk.AddRegime
	}
	legal, err = put(c.writing(""), legal)
	return finish(c, regimeForm, c.words.Domain.Done[v], one(legal, err), err)
}

func mayLead(v schema.Verb) func(*call) error {
	return func(c *call) error { return schema.MayLead(c.s.Desk.Who(), v) }
}

func crisisVerbs() []verb {
	return []verb{
		{name: "list", flags: changingFlags, run: listCrises},
		{name: "show", flags: showFlags, run: showCrisis},
		{name: "start", usage: "--reason TEXT [--label P1]", flags: append([]string{"reason", "label"}, addFlags...), needs: []string{"reason"},
			may: mayLead(schema.VerbStart), run: startCrisis},
		{name: "end", usage: "[--point TEXT]", flags: append([]string{"point"}, addFlags...), may: mayLead(schema.VerbEnd), run: endCrisis},
	}
}

var crisisForm = shape[schema.Crisis]{
	ref:     func(k schema.Crisis) string { return k.Started.UTC().Format(time.RFC3339) },
	object:  func(_ *call, k schema.Crisis) export.Object { return export.JSONCrisis(k) },
	columns: []string{"started_at", "ended_at", "label", "started_by", "reason"},
	words: map[string]func(*lang.Words, string) string{
		"label": func(w *lang.Words, s string) string { return s + " " + w.Domain.Labels[schema.Label(s)] },
	},
}

func listCrises(c *call) error {
	all, err := c.s.Desk.Crises(c.ctx)
	if err != nil {
		return err
	}
	return listChanged(c, crisisForm, all, schema.NounCrisis, func(x schema.Crisis) schema.ID { return x.ID })
}

// showCrisis shows the crisis under way.
func showCrisis(c *call) error {
	all, err := c.s.Desk.Crises(c.ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 || !all[0].Ended.IsZero() {
		return &schema.Fault{Class: schema.ErrNotFound, Why: schema.WhyNoCrisis}
	}
	return show(c, crisisForm, all[:1], nil)
}

func startCrisis(c *call) error {
	label, err := c.code("label", "label")
	if err != nil {
		return err
	}
	k, err := c.s.Desk.StartCrisis(c.writing(""), c.text("reason"), schema.Label(label))
	return finish(c, crisisForm, c.words.Domain.Done[schema.VerbStart], one(k, err), err)
}

// endCrisis ends it and has it on the next agenda, by the day it ended unless a title is given.
func endCrisis(c *call) error {
	point := c.text("point")
	if point == "" {
		point = lang.Fill(c.words.Command.Debrief, "day", schema.DateOf(c.s.Desk.Now(), c.groupZone()).String())
	}
	k, err := c.s.Desk.EndCrisis(c.writing(""), point)
	return finish(c, crisisForm, c.words.Domain.Done[schema.VerbEnd], one(k, err), err)
}
