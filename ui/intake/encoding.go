package intake

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"contactgroup/schema"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// window is how much of a file is looked at to recognise something.
const window = 64 << 10

// decode gives a file as UTF-8 without byte order mark. It reads UTF-8, UTF-16
// with a byte order mark, and Windows-1252; what is none of them ends with a
// *schema.Fault that names it.
func decode(r io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(r, window)
	start, err := in.Peek(4)
	if err != nil && err != io.EOF {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(start, []byte("\xef\xbb\xbf")):
		if _, err := in.Discard(3); err != nil {
			return nil, err
		}
		return strict(in), nil
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")):
		return transform.NewReader(in, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()), nil
	case bytes.IndexByte(start, 0) >= 0:
		return nil, invalid(schema.WhyCharset, "UTF-16/UTF-32 – BOM ?")
	}
	return &guess{in: in}, nil
}

// guess reads ASCII as it is and decides at the first other byte, from what
// follows it, what the file is.
type guess struct {
	in   *bufio.Reader
	rest io.Reader // nil: still ASCII
}

func (g *guess) Read(p []byte) (int, error) {
	if g.rest != nil {
		return g.rest.Read(p)
	}
	if _, err := g.in.Peek(1); err != nil {
		return 0, err
	}
	ready, err := g.in.Peek(min(g.in.Buffered(), len(p)))
	if err != nil {
		return 0, err
	}
	n := bytes.IndexFunc(ready, func(r rune) bool { return r >= utf8.RuneSelf })
	if n < 0 {
		n = len(ready)
	}
	if n == 0 && len(p) > 0 {
		if g.rest, err = g.decide(); err != nil {
			return 0, err
		}
		return g.rest.Read(p)
	}
	return g.in.Read(p[:n])
}

func (g *guess) decide() (io.Reader, error) {
	sample, err := g.in.Peek(window)
	if err != nil && err != io.EOF && len(sample) == 0 {
		return nil, err
	}
	valid, broken := 0, 0
	for len(sample) > 0 {
		r, n := utf8.DecodeRune(sample)
		switch {
		case r == utf8.RuneError && n == 1 && !utf8.FullRune(sample): // cut by the window
		case r == utf8.RuneError && n == 1:
			broken++
		case n > 1:
			valid++
		}
		sample = sample[n:]
	}
	switch {
	case broken == 0:
		return strict(g.in), nil
	case broken > valid:
		return transform.NewReader(g.in, charmap.Windows1252.NewDecoder()), nil
	}
	return nil, invalid(schema.WhyCharset, "UTF-8 + Windows-1252")
}

// strict reads UTF-8 and ends at the first byte that is not.
func strict(in io.Reader) io.Reader {
	return &named{transform.NewReader(in, encoding.UTF8Validator)}
}

// named turns the validator's error into a fault.
type named struct{ in io.Reader }

func (r *named) Read(p []byte) (int, error) {
	n, err := r.in.Read(p)
	if errors.Is(err, encoding.ErrInvalidUTF8) {
		err = invalid(schema.WhyCharset, "UTF-8 + ?")
	}
	return n, err
}
