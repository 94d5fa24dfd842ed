package painter

// screen is what the terminal shows, as far as the painter knows. Rows are kept
// as the frame gave them, not as cells: they are read again when they change,
// and a session that idles holds nothing but its frame.
type screen struct {
	plain   bool // see plain
	entered bool // the terminal is in our hands, and must be given back
	mouse   bool // it is to report its mouse
	points  bool // it does
	height  int
	lines   []string
	cursor  Cursor
}

// paint appends to b what turns the screen into f: nothing if it shows f
// already. With afresh nothing is taken for granted.
func (s *screen) paint(b *brush, f Frame, afresh bool) {
	b.begin(f.Width)
	start := len(b.out)
	afresh = afresh || !s.entered
	if !s.entered && !s.plain {
		b.out = append(b.out, enterScreen...)
	}
	if !s.plain {
		b.out = append(b.out, beginPaint...)
	}
	if s.cursor.Visible || afresh {
		b.out = append(b.out, hideCursor...)
	}
	if afresh {
		s.wipe(b)
	}
	unchanged := len(b.out)
	for y := range f.Height {
		if before, after := line(s.lines, y), line(f.Lines, y); before != after {
			b.row(y, before, after)
		}
	}
	s.lines = f.Lines
	cursor := f.cursor()
	if !afresh && len(b.out) == unchanged && cursor == s.cursor {
		b.out = b.out[:start]
		return
	}
	b.dip(style{})
	b.place(cursor.X, cursor.Y)
	if cursor.Visible {
		b.out = append(b.out, showCursor...)
	}
	if !s.plain {
		b.out = append(b.out, endPaint...)
	}
	s.entered, s.height, s.cursor = true, f.Height, cursor
}

// wipe sets the modes that painting needs and empties the screen.
func (s *screen) wipe(b *brush) {
	if !s.plain {
		b.out = append(b.out, pasteOn...)
	}
	if s.points {
		b.out = append(b.out, mouseOn...)
	}
	b.out = append(b.out, wrapOff+unstyled+clearScreen...)
	s.lines = nil
}

// point appends what turns the mouse on or off, once the terminal is in our
// hands, and again after a disturbance.
func (s *screen) point(out []byte, order mouse) []byte {
	if order != mouseAsIs {
		s.mouse = order == mouseReports && !s.plain
	}
	if s.mouse == s.points || !s.entered {
		return out
	}
	if s.points = s.mouse; s.points {
		return append(out, mouseOn...)
	}
	return append(out, mouseOff...)
}

// leave appends what gives the terminal back as it was found, whatever it
// shows. A terminal without an alternate screen keeps the last frame, and its
// prompt comes below.
func (s *screen) leave(out []byte) []byte {
	if !s.entered {
		return out
	}
	s.entered = false
	if s.plain {
		b := brush{out: append(out, unstyled+wrapOn...), x: unknown}
		b.place(0, s.height-1)
		return append(b.out, "\r\n"+showCursor...)
	}
	if s.points {
		out = append(out, mouseOff...)
		s.points = false
	}
	return append(out, endPaint+unstyled+pasteOff+wrapOn+leaveScreen+showCursor...)
}

// cursor is the frame's cursor, held within its screen.
func (f Frame) cursor() Cursor {
	c := f.Cursor
	c.X = min(max(c.X, 0), f.Width-1)
	c.Y = min(max(c.Y, 0), f.Height-1)
	return c
}

func line(lines []string, y int) string {
	if y < len(lines) {
		return lines[y]
	}
	return ""
}
