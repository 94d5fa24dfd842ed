package widget

import (
	"slices"
	"strings"
)

// goneKey begins the key of a passage that is no more, so that nothing is done
// to what has taken its place.
const goneKey = "gone "

// Release tells that the reader's own verb may take a passage away, or add one:
// the cursor goes on to the next one then, instead of staying on what is gone,
// and what is new is in view.
func (d *Document) Release(key string) { d.released = key }

// Remain replaces the text as Set does, for a text in which the passage under
// the cursor is called key by now; empty: it is gone.
func (d *Document) Remain(passages []Passage, key string) {
	here, line := d.place()
	top := d.top
	d.steady = here != "" && here != d.released
	defer func() { d.arrived = max(d.arrived+d.top-top, 0) }()
	if was, gone := strings.CutPrefix(here, goneKey); gone && key == here {
		key = was
	}
	if here == "" || key != "" && slices.ContainsFunc(passages, func(p Passage) bool { return p.Key == key }) {
		d.passages = passages
		d.layout(d.width)
		d.restore(key, line)
		return
	}
	released := d.released == here
	d.released = ""
	after := d.following(passages, here)
	if released {
		d.passages = passages
		if after < len(passages) {
			here, line = passages[after].Key, 0
		}
	} else {
		var was Passage
		d.passages, was = nil, d.passages[d.rows[d.cursor].passage]
		if !strings.HasPrefix(here, goneKey) {
			was.Key, was.Lines = goneKey+here, slices.Clone(was.Lines)
			was.Lines[0].Text = SignGone + " " + was.Lines[0].Text
		}
		here = was.Key
		d.passages = slices.Insert(slices.Clone(passages), after, was)
	}
	d.layout(d.width)
	d.restore(here, line)
}

// OnGone reports whether the cursor is on what is no more.
func (d *Document) OnGone() bool { return strings.HasPrefix(d.Current(), goneKey) }

// Arrived is how many lines have been put above the view since the last move,
// so that the line under the hand stays where it is.
func (d *Document) Arrived() int { return d.arrived }

// Shift moves the text n lines up under the cursor's place on the screen, where
// the screen has given n lines above it to something else.
func (d *Document) Shift(n int) {
	if d.height > 0 {
		d.top += n
	}
}

// following is the index in a new text of what comes after the passage under the
// cursor, which it lacks: of the next one that both have, else behind the last
// one before it that both have.
func (d *Document) following(passages []Passage, here string) int {
	index := map[string]int{}
	for i, p := range passages {
		index[p.Key] = i
	}
	at := d.rows[d.cursor].passage
	for i := at + 1; i < len(d.passages); i++ {
		if to, ok := index[d.passages[i].Key]; ok {
			return to
		}
	}
	for i := at - 1; i >= 0; i-- {
		if to, ok := index[d.passages[i].Key]; ok {
			return to + 1
		}
	}
	return len(passages)
}

// sweep takes out what is gone once the cursor has left it.
func (d *Document) sweep() {
	here, line := d.place()
	if d.released != here {
		d.released = ""
	}
	if strings.HasPrefix(here, goneKey) {
		return
	}
	at := slices.IndexFunc(d.passages, func(p Passage) bool { return strings.HasPrefix(p.Key, goneKey) })
	if at < 0 {
		return
	}
	d.passages = slices.Delete(slices.Clone(d.passages), at, at+1)
	d.layout(d.width)
	d.restore(here, line)
}
