package sshd

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	// maxPiece bounds one bracketed paste as the program gets it, marks included.
	maxPiece = 4 << 10
	// maxPaste bounds one paste of the client; what exceeds it is dropped and counted.
	maxPaste = 64 << 10
	// burstRunes is how many printable runes may come in one packet and still be typing.
	burstRunes = 12
	// repeatRunes is how many equal runes may come in one packet and still be one key held down on a slow line.
	repeatRunes = 64
	// burstTail is how long after a burst further packets belong to it: the end of a paste is often a short packet.
	burstTail = 150 * time.Millisecond
)

// decoder turns a client's packets into events, each of which Bubble Tea reads as one message: a key, a mouse or focus
// report, or a complete bracketed paste of at most maxPiece bytes. Text that comes faster than anybody types is made
// a paste too, so that a list does not take it for verbs. Its memory is bounded by one piece and one sequence.
type decoder struct {
	emit func(event []byte)
	lost func(bytes int) // told of text that is dropped

	carry   []byte    // the beginning of a rune or sequence, at the end of the last packet
	skip    tokenKind // tokenLongCSI or tokenLongString while the rest of one is dropped
	pasting bool      // between the client's paste marks
	piece   []byte    // text of a paste, not yet emitted
	pasted  int       // bytes of this paste so far
	afterCR bool      // the paste's last byte was CR: an LF that follows is the same line end
	burst   time.Time // until when text belongs to the last burst
}

// feed decodes one packet that came at now.
func (d *decoder) feed(packet []byte, now time.Time) {
	b := packet
	if len(d.carry) > 0 {
		b = append(d.carry, packet...)
		d.carry = nil
	}
	for carried := len(b) - len(packet); d.escapeKey(b, carried); carried-- {
		d.emit(b[:1])
		b = b[1:]
	}
	continued := now.Before(d.burst)
	burst := continued || !d.pasting && d.skip == tokenIncomplete && isBurst(b)
	if burst && !continued {
		d.pasted, d.afterCR = 0, false
	}
	for len(b) > 0 {
		n := d.step(b, burst)
		if n == 0 {
			d.carry = bytes.Clone(b)
			break
		}
		b = b[n:]
	}
	if burst {
		d.flush()
		d.burst = now.Add(burstTail)
	}
}

// escapeKey reports whether the first carried byte was the Escape key, pressed once or twice: what follows in a packet
// of its own is Alt's rune only when both came together.
func (d *decoder) escapeKey(b []byte, carried int) bool {
	if d.pasting || carried == 0 || len(b) == carried || b[carried] == '[' || b[carried] == 'O' {
		return false
	}
	return len(bytes.Trim(b[:carried], "\x1b")) == 0
}

// step takes the first token off b and returns its width, 0 if more bytes are needed.
func (d *decoder) step(b []byte, burst bool) int {
	if d.pasting {
		return d.stepPaste(b)
	}
	if d.skip != tokenIncomplete {
		return d.stepSkip(b)
	}
	kind, n := scan(b)
	switch kind {
	case tokenText:
		if burst {
			return d.paste(b)
		}
		d.emit(b[:n])
	case tokenControl:
		if burst && b[0] != esc {
			return d.paste(b)
		}
		d.flush()
		d.emit(b[:n])
	case tokenSequence:
		d.flush()
		d.emit(b[:n])
	case tokenPaste:
		d.flush()
		d.pasting, d.pasted, d.afterCR = true, 0, false
	case tokenLongCSI, tokenLongString:
		d.skip = kind
	}
	return n
}

// stepSkip drops the rest of an overlong sequence.
func (d *decoder) stepSkip(b []byte) int {
	for i, c := range b {
		switch {
		case c == '\a', d.skip == tokenLongCSI && c >= '@' && c < del, c == '\\' && d.skip == tokenLongString && i > 0 && b[i-1] == esc:
			d.skip = tokenIncomplete
			return i + 1
		}
	}
	return len(b)
}

// stepPaste takes one rune, or the closing mark, inside the client's bracketed paste.
func (d *decoder) stepPaste(b []byte) int {
	if b[0] == esc {
		switch {
		case bytes.HasPrefix(b, []byte(pasteEnd)):
			d.flush()
			d.pasting = false
			return len(pasteEnd)
		case strings.HasPrefix(pasteEnd, string(b)):
			return 0
		}
	}
	return d.paste(b)
}

// paste adds the first rune of b, or all the plain ASCII at its start, to the piece and returns the width in b, 0 if b
// ends inside the rune. Line ends become LF, other controls but TAB are dropped, and what is not UTF-8 becomes "?" (Bubble Tea loses U+FFFD).
func (d *decoder) paste(b []byte) int {
	if n := plainRun(b); n > 0 {
		d.afterCR = false
		d.pasteRun(b[:n])
		return n
	}
	n, ok, whole := printable(b)
	if !whole {
		return 0
	}
	text := b[:n]
	afterCR := d.afterCR
	d.afterCR = b[0] == '\r'
	switch {
	case ok:
	case b[0] == '\n' && afterCR:
		return n
	case b[0] == '\r' || b[0] == '\n':
		text = []byte{'\n'}
	case b[0] == '\t':
	case b[0] < ' ' || b[0] == del || b[0] == 0xc2 && n == 2: // C0, DEL, C1
		return n
	default:
		text = []byte{'?'}
	}
	if d.pasted+len(text) > maxPaste {
		d.pasted = maxPaste // nothing shorter may slip in after what was dropped
		d.lost(len(text))
		return n
	}
	if len(pasteBegin)+len(d.piece)+len(text)+len(pasteEnd) > maxPiece {
		d.flush()
	}
	d.pasted += len(text)
	d.piece = append(d.piece, text...)
	return n
}

// plainRun measures the printable ASCII at the start of b, which is most of what floods are made of.
func plainRun(b []byte) int {
	for i, c := range b {
		if c < ' ' || c >= del {
			return i
		}
	}
	return len(b)
}

// pasteRun is paste for printable ASCII.
func (d *decoder) pasteRun(run []byte) {
	if over := d.pasted + len(run) - maxPaste; over > 0 {
		d.lost(over)
		run = run[:len(run)-over]
	}
	d.pasted += len(run)
	for len(run) > 0 {
		room := maxPiece - len(pasteBegin) - len(pasteEnd) - len(d.piece)
		if room <= 0 {
			d.flush()
			continue
		}
		n := min(room, len(run))
		d.piece = append(d.piece, run[:n]...)
		run = run[n:]
	}
}

// flush emits the text gathered so far as one bracketed paste.
func (d *decoder) flush() {
	if len(d.piece) == 0 {
		return
	}
	event := make([]byte, 0, len(pasteBegin)+len(d.piece)+len(pasteEnd))
	event = append(append(append(event, pasteBegin...), d.piece...), pasteEnd...)
	d.piece = nil
	d.emit(event)
}

// unsettled reports whether silence would mean something: an Escape key, or a paste that was cut off.
func (d *decoder) unsettled() bool {
	return d.pasting || d.skip != tokenIncomplete || len(d.carry) > 0 && d.carry[0] == esc
}

// settle tells the decoder that the client went silent: what was begun is a key if it can be one, otherwise dropped.
func (d *decoder) settle() {
	d.flush()
	carry := d.carry
	if d.pasting || d.skip != tokenIncomplete {
		d.carry, d.pasting, d.skip = nil, false, tokenIncomplete
		return
	}
	if len(carry) == 0 || carry[0] != esc {
		return // half a rune waits for the other half
	}
	d.carry = nil
	switch {
	case len(carry) == 1:
		d.emit(carry)
	case len(carry) == 2 && carry[1] == esc:
		d.emit(carry[:1])
		d.emit(carry[1:])
	case len(carry) == 2 && carry[1] < utf8.RuneSelf:
		d.emit(carry) // Alt with a character that could have opened a sequence
	}
}

// isBurst reports whether b holds more text outside paste marks than a hand types at once. One key held down while
// the line stalled is no burst.
func isBurst(b []byte) bool {
	count, same := 0, true
	var first []byte
	for len(b) > 0 {
		kind, n := scan(b)
		switch kind {
		case tokenIncomplete:
			return false
		case tokenPaste:
			end := bytes.Index(b, []byte(pasteEnd))
			if end < 0 {
				return false
			}
			n = end + len(pasteEnd)
		case tokenText:
			if count == 0 {
				first = b[:n]
			}
			same = same && bytes.Equal(first, b[:n])
			count++
			if count > repeatRunes || count > burstRunes && !same {
				return true
			}
		}
		b = b[n:]
	}
	return false
}
