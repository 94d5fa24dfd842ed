package painter

import "strconv"

// style is the part of SGR that every terminal of use draws: other renditions
// (fonts, overlines, coloured or curly underlines) are read and not passed on,
// a curly underline as a straight one.
type style struct {
	fg, bg colour
	attrs  attributes
}

// colour is a kind in the high byte and a value below; zero is the terminal's
// own.
type colour uint32

const (
	named   colour = 1 << 24 // 0 to 15
	indexed colour = 2 << 24 // 0 to 255
	direct  colour = 3 << 24 // 0xRRGGBB
	value   colour = 1<<24 - 1
)

type attributes uint8

const (
	bold attributes = 1 << iota
	faint
	italic
	underline
	blink
	reverse
	conceal
	strike
)

// attributeCodes are the SGR codes of the attributes, in their order.
var attributeCodes = [...]byte{'1', '2', '3', '4', '5', '7', '8', '9'}

// bare reports whether a space in this style looks like an unstyled one.
func (s style) bare() bool {
	return s.bg == 0 && s.attrs&(underline|blink|reverse|strike) == 0
}

// longestSGR bounds the parameters of one sequence, in bytes. Every attribute
// with two direct colours takes 49.
const longestSGR = 64

// param is one number of an SGR sequence; sub when a colon comes before it.
type param struct {
	n   int
	sub bool
}

// apply returns s as changed by an SGR sequence with these parameters, which
// hold digits, semicolons and colons only and are at most longestSGR long.
func (s style) apply(params string) style {
	var room [longestSGR + 1]param
	list := split(params, room[:0])
	for i := 0; i < len(list); i++ {
		rest := list[i+1:]
		switch n := list[i].n; n {
		case 38, 48, 58: // 58 colours underlines: read to be skipped
			c, used, ok := extended(rest)
			switch {
			case ok && n == 38:
				s.fg = c
			case ok && n == 48:
				s.bg = c
			}
			i += used
		case 4:
			s.attrs |= underline
			if len(rest) > 0 && rest[0] == (param{0, true}) {
				s.attrs &^= underline
			}
		default:
			s = s.with(n)
		}
		for i+1 < len(list) && list[i+1].sub {
			i++
		}
	}
	return s
}

// with returns s as changed by a code that takes no further numbers.
func (s style) with(code int) style {
	switch {
	case code == 0:
		return style{}
	case code >= 1 && code <= 5:
		s.attrs |= 1 << (code - 1)
	case code == 6: // fast blinking
		s.attrs |= blink
	case code >= 7 && code <= 9:
		s.attrs |= 1 << (code - 2)
	case code == 21: // doubly underlined
		s.attrs |= underline
	case code == 22:
		s.attrs &^= bold | faint
	case code >= 23 && code <= 25:
		s.attrs &^= 1 << (code - 21)
	case code >= 27 && code <= 29:
		s.attrs &^= 1 << (code - 22)
	case code >= 30 && code <= 37:
		s.fg = named | colour(code-30)
	case code == 39:
		s.fg = 0
	case code >= 40 && code <= 47:
		s.bg = named | colour(code-40)
	case code == 49:
		s.bg = 0
	case code >= 90 && code <= 97:
		s.fg = named | colour(code-90+8)
	case code >= 100 && code <= 107:
		s.bg = named | colour(code-100+8)
	}
	return s
}

// extended reads the colour after a 38 or 48, in any of the usual spellings
// (5;n 2;r;g;b 5:n 2:r:g:b 2:space:r:g:b), and how many numbers it took.
// A faulty one takes all that it may have meant.
func extended(rest []param) (c colour, used int, ok bool) {
	colons := 0
	for colons < len(rest) && rest[colons].sub {
		colons++
	}
	if colons > 0 {
		rest = rest[:colons]
	}
	switch {
	case len(rest) >= 2 && rest[0].n == 5:
		return indexed | colour(rest[1].n), max(2, colons), rest[1].n <= 255
	case len(rest) >= 4 && rest[0].n == 2:
		rgb := rest[1:4]
		if colons >= 5 {
			rgb = rest[2:5]
		}
		r, g, b := rgb[0].n, rgb[1].n, rgb[2].n
		return direct | colour(r<<16|g<<8|b), max(4, colons), max(r, g, b) <= 255
	}
	return 0, len(rest), false
}

// split appends the numbers of params to list. A missing number is zero, and
// one beyond any meaning is held at 9999.
func split(params string, list []param) []param {
	p := param{}
	for i := range len(params) {
		switch c := params[i]; c {
		case ';', ':':
			list = append(list, p)
			p = param{sub: c == ':'}
		default:
			p.n = min(p.n*10+int(c-'0'), 9999)
		}
	}
	return append(list, p)
}

// appendChange appends the shortest SGR sequence we know to go from one style
// to another: none if they are the same.
func appendChange(out []byte, from, to style) []byte {
	if from == to {
		return out
	}
	if to == (style{}) {
		return append(out, unstyled...)
	}
	out = append(out, "\x1b["...)
	if from.attrs&^to.attrs != 0 {
		out = append(out, "0;"...)
		from = style{}
	}
	for i, code := range attributeCodes {
		if (to.attrs&^from.attrs)>>i&1 != 0 {
			out = append(out, code, ';')
		}
	}
	if to.fg != from.fg {
		out = appendColour(out, to.fg, 30)
	}
	if to.bg != from.bg {
		out = appendColour(out, to.bg, 40)
	}
	out[len(out)-1] = 'm' // in place of the last semicolon
	return out
}

// appendColour appends c for the foreground, base 30, or the background, 40,
// and a semicolon.
func appendColour(out []byte, c colour, base int64) []byte {
	number := func(n int64) {
		out = append(strconv.AppendInt(out, n, 10), ';')
	}
	v := int64(c & value)
	switch c &^ value {
	case named:
		if v >= 8 {
			base += 60 - 8
		}
		number(base + v)
	case indexed:
		number(base + 8)
		number(5)
		number(v)
	case direct:
		number(base + 8)
		number(2)
		number(v >> 16)
		number(v >> 8 & 255)
		number(v & 255)
	default:
		number(base + 9)
	}
	return out
}
