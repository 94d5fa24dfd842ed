// Package stats shows a group's figures as charts: how quickly operators answer,
// what is asked of them a day, and what becomes of labels. Values stand beside
// their bars, and what a member may not be shown is said in words.
package stats

import (
	"context"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/widget"
)

// Desk is what the screen asks of the register.
type Desk interface {
	Now() time.Time
	Group() schema.Group
	Stats(ctx context.Context, since schema.Date) (schema.Stats, error)
	SinceMeeting(context.Context) (time.Time, error)
	Organisations(context.Context) ([]schema.Organisation, error)
}

// Write gives what the member's own command "stats" with these words writes.
type Write func(ctx context.Context, args []string) ([]byte, error)

// Screen is the figures of one period, one kind at a time.
type Screen struct {
	s      *widget.Session
	desk   Desk
	write  Write
	zone   *time.Location // of the group's days
	at     int            // in schema.Figures
	period schema.Period  // asked for
	org    string         // whose, where it is one operator's; empty: all
	page   page
	failed bool // the last reading
	top    int
	room   int
	length int
	keys   []widget.Key
}

// page is what was read for one period; its period is empty before.
type page struct {
	period schema.Period
	since  schema.Date
	stats  schema.Stats
	names  map[string]string // of organisations, by code
}

// loaded brings a page.
type loaded struct {
	by   *Screen
	page page
	err  error
}

// written brings what is exported.
type written struct {
	by   *Screen
	kind schema.Figure
	text []byte
	err  error
}

// New returns the screen at reaction times of a quarter; it is read by Init.
// Without write, nothing is exported.
func New(s *widget.Session, desk Desk, write Write) *Screen {
	v := &Screen{s: s, desk: desk, write: write, zone: schema.Zone(desk.Group().Zone), period: schema.PeriodQuarter, room: 1}
	v.keys = v.table()
	return v
}

// Init reads the figures of the period asked for.
func (v *Screen) Init() tea.Cmd {
	s, desk, zone, period := v.s, v.desk, v.zone, v.period
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		p, err := read(ctx, desk, period, zone)
		return loaded{v, p, err}
	}
}

func read(ctx context.Context, desk Desk, period schema.Period, zone *time.Location) (page, error) {
	p := page{period: period, names: map[string]string{}}
	var meeting schema.Date
	if period == schema.PeriodMeeting {
		at, err := desk.SinceMeeting(ctx)
		if err != nil {
			return p, err
		}
		if !at.IsZero() {
			meeting = schema.DateOf(at, zone)
		}
	}
	p.since = period.Since(schema.DateOf(desk.Now(), zone), meeting)
	orgs, err := desk.Organisations(ctx)
	if err != nil {
		return p, err
	}
	p.names = schema.OrganisationNames(orgs)
	p.stats, err = desk.Stats(ctx, p.since)
	return p, err
}

// Update takes what was read. Figures are read anew when the member asks, and
// when the register was lost: they are not made for each change of it.
func (v *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loaded:
		return v.take(msg)
	case written:
		return v.show(msg)
	case widget.Changed:
		if msg.Anew {
			return v.Init()
		}
	}
	return nil
}

func (v *Screen) take(msg loaded) tea.Cmd {
	if msg.by != v || msg.page.period != v.period {
		return nil // of a period that was left
	}
	if v.failed = msg.err != nil; v.failed {
		v.page = page{}
		return widget.Send(widget.Fail{Err: msg.err})
	}
	if msg.page.period != v.page.period {
		v.top = 0
	}
	v.page = msg.page
	if !slices.Contains(v.orgs(), v.org) {
		v.org = ""
	}
	v.keys = v.table()
	return nil
}

// kind is the figure in sight.
func (v *Screen) kind() schema.Figure { return schema.Figures[v.at] }

// turn goes to the figure that many further, going round.
func (v *Screen) turn(by int) tea.Cmd {
	n := len(schema.Figures)
	v.at, v.top = (v.at+by+n)%n, 0
	v.keys = v.table()
	return nil
}

// longer goes that many periods further; the last ones stay.
func (v *Screen) longer(by int) tea.Cmd {
	at := slices.Index(schema.Periods, v.period) + by
	return v.choose(schema.Periods[max(min(at, len(schema.Periods)-1), 0)])
}

func (v *Screen) choose(p schema.Period) tea.Cmd {
	v.period, v.failed = p, false
	return v.Init()
}

// again reads the figures as they are by now.
func (v *Screen) again() tea.Cmd {
	return tea.Batch(v.choose(v.period), widget.Send(widget.Tell{Text: lang.Fill(v.s.Words.Stats.AsOf, "at", v.s.At(v.s.Now()))}))
}

// choosePeriod offers all periods.
func (v *Screen) choosePeriod() tea.Cmd {
	options := make([]widget.Option, len(schema.Periods))
	for i, p := range schema.Periods {
		options[i] = widget.Option{Key: fmt.Sprint(i + 1), Name: v.s.Words.Stats.Periods[p]}
	}
	return widget.Send(widget.Show{Dialog: widget.NewChoice(v.s, v.s.Words.Stats.Choose, options, func(i int) tea.Cmd { return v.choose(schema.Periods[i]) })})
}

// nextOrg goes to the operator that many further; before the first come all.
func (v *Screen) nextOrg(by int) tea.Cmd {
	all := v.orgs()
	at := slices.Index(all, v.org)
	v.org, v.top = all[(at+by+len(all))%len(all)], 0
	return nil
}

// command is what gives the figures in sight.
func (v *Screen) command() []string {
	return []string{"--since", string(v.period), "--what", string(v.kind())}
}

// copy puts that command on the member's clipboard.
func (v *Screen) copy() tea.Cmd {
	text := v.s.SSH + " stats"
	for _, word := range v.command() {
		text += " " + word
	}
	v.s.Copy(text)
	return widget.Send(widget.Tell{Text: lang.Fill(v.s.Words.Widget.Copied, "text", text)})
}

// export has the figures in sight written as CSV.
func (v *Screen) export() tea.Cmd {
	s, write, kind, args := v.s, v.write, v.kind(), append(v.command(), "--csv")
	return func() tea.Msg {
		ctx, cancel := s.Call()
		defer cancel()
		text, err := write(ctx, args)
		return written{v, kind, text, err}
	}
}

func (v *Screen) show(msg written) tea.Cmd {
	if msg.by != v {
		return nil
	}
	if msg.err != nil {
		return widget.Send(widget.Fail{Err: msg.err})
	}
	return widget.Send(widget.Show{Dialog: widget.NewPager(v.s, v.s.Words.Stats.Figures[msg.kind], string(msg.text), "")})
}

// Keys is the table of the screen.
func (v *Screen) Keys() []widget.Key { return v.keys }

// Capturing is false.
func (v *Screen) Capturing() bool { return false }

// Cursor is nowhere.
func (v *Screen) Cursor() widget.Cursor { return widget.Cursor{} }
