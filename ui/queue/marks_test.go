package queue_test

import (
	"errors"
	"fmt"
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
)

func TestSpaceMarksAndGoesDownAndNothingElse(t *testing.T) {
	g := crowd(5)
	d := open(t, g, "google", ui.Options{})
	d.Press("space", "space")
	hand(t, d, "GOO-2015-0003")
	d.Shows("✓ GOO-2015-0001", "✓ GOO-2015-0002", "2 marked")
	d.Press("k", "space")
	d.Shows("1 marked")
	d.Press("esc")
	d.Hides("marked", "✓")
	if g.Calls["Act"] != 0 {
		t.Error("marking changed the register")
	}
}

func TestRangeAndInversion(t *testing.T) {
	d := open(t, crowd(8), "google", ui.Options{})
	d.Press("j", "v", "j", "j", "v")
	d.Shows("3 marked", "✓ GOO-2015-0002", "✓ GOO-2015-0003")
	d.Press("V")
	d.Shows("5 marked", "✓ GOO-2015-0001")
}

func TestStarMarksAllThatMatchBeyondThePageAndAVerbOnThemIsOneUndo(t *testing.T) {
	g := crowd(250)
	d := open(t, g, "google", ui.Options{})
	d.Press("*")
	d.Shows("250 marked")
	d.Press("i")
	d.Shows("claimed ×250.", "z undo")
	for _, n := range []int{1, 120, 250} {
		if r := g.Find(fmt.Sprintf("GOO-2015-%04d", n)); r.Assignee != 21 {
			t.Fatalf("%s was not claimed", r.Ref)
		}
	}
	d.Press("z")
	d.Shows("Undone: claimed, 250 items.")
	if r := g.Find("GOO-2015-0250"); r.Assignee != 0 {
		t.Error("the last one was not undone")
	}
}

func TestStarMarksOnlyWhatTheFilterLetsPass(t *testing.T) {
	d := open(t, group(), "pharos", ui.Options{})
	d.Press("/")
	d.Type("label:P2")
	d.Press("enter", "*")
	d.Shows("All that match are marked (2).")
}

func TestEachFailureOfMarkedRowsIsReported(t *testing.T) {
	g := group()
	d := open(t, g, "pharos", ui.Options{})
	on(t, d, "GOO-2015-0042")
	d.Press("space")
	on(t, d, "GOO-2015-0051")
	d.Press("space", "x")
	d.Shows("closed ×1; 1 refused. gf lists them.")
	if g.Find("GOO-2015-0051").State != schema.StateClosed || g.Find("GOO-2015-0042").State != schema.StateInProgress {
		t.Error("the wrong one was closed")
	}
	d.Press("!")
	d.Shows("GOO-2015-0042, in progress: you cannot close.")
}

func TestAQuestionForMarkedRowsIsAskedOnce(t *testing.T) {
	g := crowd(3)
	d := open(t, g, "pharos", ui.Options{})
	d.Press("space", "space", "L", "1")
	d.Type("attentat")
	d.Press("enter")
	d.Shows("label changed ×2.")
	for n, want := range map[int]schema.Label{1: schema.P1, 2: schema.P1, 3: schema.P3} {
		if r := g.Find(fmt.Sprintf("GOO-2015-%04d", n)); r.Label != want {
			t.Errorf("%s is %s, want %s", r.Ref, r.Label, want)
		}
	}
}

func TestABrokenRegisterStopsABatch(t *testing.T) {
	g := crowd(100)
	d := open(t, g, "google", ui.Options{})
	d.Press("*")
	g.Broken = &schema.Fault{Class: schema.ErrReadOnly, Why: schema.WhyDisk}
	before := g.Calls["Act"]
	d.Press("i")
	if n := g.Calls["Act"] - before; n != 1 {
		t.Errorf("%d rows were tried on a register that cannot write", n)
	}
	if errors.Is(d.Model.Err(), schema.ErrReadOnly) {
		t.Error("the session ended")
	}
}
