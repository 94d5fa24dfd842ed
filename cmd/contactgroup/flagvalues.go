package main

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"contactgroup/ui/lang"
)

// limited is a flag that knows what it allows.
type limited interface {
	pflag.Value
	allows(*lang.Words) string
}

var errNotAllowed = errors.New("not allowed")

// count is a flag for a whole number between two bounds.
type count struct {
	n           *int
	least, most int
}

func (c count) with(n int) count { *c.n = n; return c }
func (c count) String() string {
	if c.n == nil { // pflag asks the zero value
		return "0"
	}
	return strconv.Itoa(*c.n)
}
func (c count) Type() string { return "int" }
func (c count) allows(w *lang.Words) string {
	return lang.Fill(w.Serving.AllowCount, "least", strconv.Itoa(c.least), "most", strconv.Itoa(c.most))
}

func (c count) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < c.least || n > c.most {
		return errNotAllowed
	}
	*c.n = n
	return nil
}

// span is a flag for a duration between two bounds.
type span struct {
	d           *time.Duration
	least, most time.Duration
}

func (s span) with(d time.Duration) span { *s.d = d; return s }
func (s span) String() string {
	if s.d == nil {
		return "0s"
	}
	return shortSpan(*s.d)
}
func (s span) Type() string { return "duration" }
func (s span) allows(w *lang.Words) string {
	switch {
	case s.least == 0:
		return w.Serving.AllowSpanOrNone
	default:
		return lang.Fill(w.Serving.AllowSpan, "least", shortSpan(s.least), "most", shortSpan(s.most))
	}
}

func (s span) Set(text string) error {
	d, err := time.ParseDuration(text)
	if err != nil || d < s.least || d > s.most {
		return errNotAllowed
	}
	*s.d = d
	return nil
}

// shortSpan writes 15m0s as 15m and 8h0m0s as 8h.
func shortSpan(d time.Duration) string {
	text := d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = strings.TrimSuffix(text, zero[1:])
		}
	}
	return text
}

// oneOf is a flag for one of a few words.
type oneOf struct {
	s     *string
	words []string
}

func (o oneOf) with(word string) oneOf { *o.s = word; return o }
func (o oneOf) String() string {
	if o.s == nil {
		return ""
	}
	return *o.s
}
func (o oneOf) Type() string                { return "string" }
func (o oneOf) allows(w *lang.Words) string { return strings.Join(o.words, ", ") }

func (o oneOf) Set(text string) error {
	for _, word := range o.words {
		if strings.EqualFold(word, text) {
			*o.s = word
			return nil
		}
	}
	return errNotAllowed
}
