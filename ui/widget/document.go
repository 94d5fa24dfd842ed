package widget

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"contactgroup/schema"
)

// Paragraph is one line of a document before it is wrapped. Its text has gone
// through schema.Visible and holds no line break.
type Paragraph struct {
	Text   string
	Indent int // columns by which the lines that continue it begin further right
	Ink    Ink
}

// Passage is a piece of a document that folds as one.
type Passage struct {
	Key   string // names it across reloads; unique in the document
	Title bool   // folds with all that follows it up to the next title
	Lines []Paragraph
}

// Document is a text to read: it scrolls, folds and is searched. The line under
// the cursor stays the same when the text is set anew, wherever it moves to.
// The zero Document is empty and ready.
type Document struct {
	passages []Passage
	folded   map[string]bool
	width    int // of the last layout, columns
	height   int // of the last view, lines
	rows     []docRow
	cursor   int // index in rows
	top      int // first row shown
	needle   string
	released string // key of the passage that a verb of the reader's own may take away
	steady   bool   // set anew since the last move: the cursor's line keeps its place on the screen
	arrived  int    // rows that this took above the view since
}

// docRow is one line of the screen.
type docRow struct {
	passage, line int // line counts the rows of a passage
	text          string
	ink           Ink
	whole         string // the paragraph, on the row that begins it
	hidden        int    // lines folded away behind this one
}

// Set replaces the text. The cursor stays on its passage and line; a passage that
// is gone stays with it, marked, until the cursor leaves it.
func (d *Document) Set(passages []Passage) { d.Remain(passages, d.Current()) }

// place is the passage and line under the cursor.
func (d *Document) place() (key string, line int) {
	if d.cursor >= len(d.rows) {
		return "", 0
	}
	r := d.rows[d.cursor]
	return d.passages[r.passage].Key, r.line
}

// restore puts the cursor back after a layout, and moves the view with it.
func (d *Document) restore(key string, line int) {
	offset := d.cursor - d.top
	for i, r := range d.rows {
		if d.passages[r.passage].Key == key && r.line <= line {
			d.cursor = i
			if r.line == line {
				break
			}
		}
	}
	d.cursor = clamp(d.cursor, 0, len(d.rows)-1)
	d.top = d.cursor - offset
	d.frame()
}

// Current is the key of the passage under the cursor, empty without one.
func (d *Document) Current() string {
	key, _ := d.place()
	return key
}

// Goto puts the cursor on the first line of a passage; it reports whether there is such a passage.
func (d *Document) Goto(key string) bool {
	for i, r := range d.rows {
		if r.line == 0 && d.passages[r.passage].Key == key {
			d.cursor = i
			d.follow()
			return true
		}
	}
	return false
}

// Move moves the cursor n lines down, up when n is negative.
func (d *Document) Move(n int) {
	d.cursor = clamp(d.cursor+n, 0, len(d.rows)-1)
	d.follow()
}

// Page moves by parts of the page in view, at least one line: 2 halves are a page.
func (d *Document) Page(halves int) {
	step := max(d.height-1, 1)
	if halves == 1 || halves == -1 {
		step = max(d.height/2, 1)
	}
	if halves < 0 {
		step = -step
	}
	d.top += step
	d.Move(step)
}

// Ends moves to the first line, or to the last one.
func (d *Document) Ends(last bool) {
	d.cursor = 0
	if last {
		d.cursor = max(len(d.rows)-1, 0)
	}
	d.follow()
}

// Section moves n headings down, up when n is negative.
func (d *Document) Section(n int) {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for i := d.cursor + step; i >= 0 && i < len(d.rows) && n > 0; i += step {
		if d.rows[i].line == 0 && d.passages[d.rows[i].passage].Title {
			d.cursor = i
			n--
		}
	}
	d.top = d.cursor
	d.follow()
}

// Fold folds the passage under the cursor, or unfolds it. A passage of one line
// folds its section. It returns false where there is nothing to fold.
func (d *Document) Fold() bool {
	if d.cursor >= len(d.rows) {
		return false
	}
	at := d.rows[d.cursor].passage
	for len(d.passages[at].Lines) < 2 && !d.passages[at].Title && at > 0 {
		at--
	}
	if len(d.passages[at].Lines) < 2 && !d.passages[at].Title {
		return false
	}
	if d.folded == nil {
		d.folded = map[string]bool{}
	}
	key := d.passages[at].Key
	d.folded[key] = !d.folded[key]
	d.layout(d.width)
	d.cursor = clamp(d.cursor, 0, len(d.rows)-1)
	d.Goto(key)
	return true
}

// Blank reports whether the document has nothing in it.
func (d *Document) Blank() bool { return len(d.passages) == 0 }

// Find searches from the cursor on, without regard to case and accents, in
// folded passages too; it returns how many lines match. An empty needle ends the search.
func (d *Document) Find(needle string) int {
	d.needle = schema.Fold(strings.TrimSpace(needle))
	n := 0
	for _, p := range d.passages {
		for _, l := range p.Lines {
			if d.hit(l.Text) {
				n++
			}
		}
	}
	if n == 0 {
		return 0
	}
	if len(d.folded) > 0 {
		key, line := d.place()
		d.folded = nil
		d.layout(d.width)
		d.restore(key, line)
	}
	if !d.hitRow(d.cursor) {
		d.Again(1)
	}
	return n
}

// Again moves to the next line that matches, to the previous one when step is
// -1, going round at the end. It reports whether one was found.
func (d *Document) Again(step int) bool {
	n := len(d.rows)
	for i := 1; i <= n; i++ {
		at := ((d.cursor+i*step)%n + n) % n
		if d.hitRow(at) {
			d.cursor = at
			d.follow()
			return true
		}
	}
	return false
}

func (d *Document) hit(text string) bool {
	return d.needle != "" && strings.Contains(schema.Fold(text), d.needle)
}

// hitRow reports whether row i begins a paragraph that matches.
func (d *Document) hitRow(i int) bool { return i < len(d.rows) && d.hit(d.rows[i].whole) }

// follow ends a move: what is gone goes, and the view is filled.
func (d *Document) follow() {
	d.steady, d.arrived = false, 0
	d.sweep()
	d.frame()
}

// frame keeps the cursor in view and the view within the text.
func (d *Document) frame() {
	if d.height == 0 { // not drawn yet: the first View knows how much it shows
		d.top = 0
		return
	}
	h := d.height
	d.top = clamp(d.top, d.cursor-h+1, d.cursor)
	last := max(len(d.rows)-h, 0)
	if d.steady {
		last = d.cursor
	}
	d.top = clamp(d.top, 0, last)
}

// layout wraps the passages into rows for a width; 0: not drawn yet.
func (d *Document) layout(w int) {
	if w == 0 {
		w = 80 - docGutter
	}
	d.width, d.rows = w, d.rows[:0]
	skip := false
	for i, p := range d.passages {
		if p.Title {
			skip = false
		} else if skip {
			d.rows[len(d.rows)-1].hidden += len(p.Lines)
			continue
		}
		first := len(d.rows)
		for _, l := range p.Lines {
			d.wrap(i, first, l)
		}
		if d.folded[p.Key] && len(d.rows) > first {
			d.rows[first].hidden = len(d.rows) - first - 1
			d.rows = d.rows[:first+1]
			skip = p.Title
		}
	}
}

// wrap appends the rows of one paragraph of passage p, whose first row is at first.
func (d *Document) wrap(p, first int, l Paragraph) {
	room := max(d.width, 1)
	indent := l.Indent
	if indent > room/3 {
		indent = min(2, room/3) // a narrow page has no room for columns
	}
	text, lead := l.Text, 0
	if Width(text) > room { // what fits is not broken anywhere
		text = joined(text)
	}
	for {
		head, rest := breakLine(text, room-lead)
		row := docRow{passage: p, line: len(d.rows) - first, text: Blanks(lead) + partPunctuation.Replace(head), ink: l.Ink}
		if lead == 0 {
			row.whole = l.Text
		}
		d.rows = append(d.rows, row)
		if rest == "" {
			return
		}
		text, lead = rest, indent
	}
}

// breakLine cuts text after the last word that fits in w columns, or within a
// word where that would leave half of the line empty. A grapheme wider than w is given alone.
func breakLine(text string, w int) (head, rest string) {
	if Width(text) <= w {
		return text, ""
	}
	head = ansi.Truncate(text, w, "")
	if head == "" {
		head, _ = ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
	}
	if i := strings.LastIndexByte(head, ' '); i > w/2 && text[len(head)] != ' ' {
		head = head[:i]
	}
	return strings.TrimRight(head, " "), strings.TrimLeft(text[len(head):], " ")
}

// View draws the rows in view: at most h lines of at most w columns, the one
// under the cursor marked, lines that match the search told by their ink and a sign.
func (d *Document) View(t *Theme, w, h int) []string {
	if room := max(w-docGutter, 1); room != d.width || h != d.height {
		key, line := d.place()
		d.height = h
		d.layout(room)
		d.restore(key, line)
	}
	var out []string
	for i := d.top; i < len(d.rows) && len(out) < h; i++ {
		out = append(out, d.paint(t, i, w))
	}
	return out
}

// docGutter is the room for the cursor's sign.
const docGutter = 2

func (d *Document) paint(t *Theme, i, w int) string {
	r := d.rows[i]
	sign, text := "  ", r.text
	if strings.HasPrefix(d.passages[r.passage].Key, goneKey) {
		r.ink = t.Dim
	}
	if d.hitRow(i) {
		sign = "* "
	}
	if i == d.cursor {
		sign = SignCursor + " "
	}
	if r.hidden > 0 {
		more := fmt.Sprintf(" %s +%d", SignMore, r.hidden)
		text = Cut(text, max(w-docGutter-Width(more), 0)) + more
	}
	line := Cut(sign+text, w)
	if i == d.cursor && strings.HasPrefix(line, sign) {
		return t.Mark.Paint(sign) + r.ink.Paint(line[len(sign):])
	}
	return r.ink.Paint(line)
}

// Seen is how much of the text lies above the end of the last view, in percent,
// and whether there is more than the view holds.
func (d *Document) Seen() (percent int, more bool) {
	if len(d.rows) <= d.height && d.top == 0 {
		return 100, false
	}
	return min(d.top+d.height, len(d.rows)) * 100 / len(d.rows), true
}

func clamp(n, low, high int) int { return max(min(n, high), low) }
