package queue_test

import (
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
)

func TestARangeGoesOnFromItsRowWhateverLeavesTheListMeanwhile(t *testing.T) {
	g := crowd(8)
	d := open(t, g, "google", ui.Options{})
	d.Press("j", "v", "j", "j")
	g.Change("GOO-2015-0001", func(r *schema.Request) { r.State = schema.StateClosed })
	d.Settle()
	d.Press("j", "v")
	d.Shows("4 marked", "✓ GOO-2015-0002", "✓ GOO-2015-0004")
	d.Hides("GOO-2015-0001")
}

func TestANumberIsNeverCutHoweverLongTheRegister(t *testing.T) {
	for _, w := range []int{60, 80, 140} {
		g := crowd(2)
		g.Add(schema.Request{Ref: "GOO-2015-123456", Subject: "La cent vingt-trois mille…", Due: in(90), ClockStart: in(-1)})
		d := open(t, g, "google", ui.Options{Width: w, Height: 24})
		d.Shows("GOO-2015-123456 ")
	}
}
