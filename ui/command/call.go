package command

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"contactgroup/schema"
	"contactgroup/ui/lang"
)

// maxText bounds what is read from stdin, in bytes.
const maxText = 1 << 20

// call is one verb at work.
type call struct {
	s     *Session
	ctx   context.Context
	words *lang.Words // sentences of commands
	root  *cobra.Command
	noun  string
	verb  *verb
	flags *pflag.FlagSet
	args  []string // what follows the verb
	out   *bufio.Writer
	zone  *time.Location // in which days and hours are typed
	shown *time.Location // in which times are written for people
	form  form           // of the output

	read    string  // text that was given on stdin
	several bool    // given several references, or the promise of them: "-"
	batch   []fared // how each of several fared, in their order
}

// say writes a message for people, unless they asked for quiet.
func (c *call) say(text string) {
	if !c.on("quiet") {
		c.warn(text)
	}
}

// warn writes a message for people to stderr.
func (c *call) warn(text string) {
	_, _ = fmt.Fprintln(c.s.Err, text) // the exit code tells the same
}

// usage refuses bad arguments, and shows the right ones.
func (c *call) usage(text string) error {
	return &refusal{exitUsage, text + "\n" + lang.Fill(c.words.Command.Usage, "usage", c.verb.line(c.noun))}
}

func (c *call) badFlag(name, allowed string) error {
	if c.text(name) == "" {
		return c.usage(lang.Fill(c.words.Command.FlagValue, "flag", "--"+name))
	}
	return c.usage(lang.Fill(c.words.Command.BadFlag, "flag", "--"+name, "value", schema.VisibleLine(c.text(name)), "allowed", allowed))
}

// checkArgs judges the number of words after the verb and the flags that it cannot do without.
func (c *call) checkArgs() error {
	if len(c.args) < c.verb.min {
		return c.usage(c.words.Command.MissingArg)
	}
	if c.verb.max >= 0 && len(c.args) > c.verb.max {
		return c.usage(lang.Fill(c.words.Command.ExtraArg, "word", schema.VisibleLine(c.args[c.verb.max])))
	}
	for _, name := range c.verb.needs {
		if !c.given(name) {
			return c.usage(lang.Fill(c.words.Command.MissingFlag, "flag", "--"+name))
		}
	}
	return nil
}

// references turns words into references; "-" stands for those on stdin, one
// per line. Of several words each must hold a digit: over SSH the quotes around
// a text get lost, and its words must not be taken for references.
func (c *call) references(words []string) ([]string, error) {
	var refs []string
	c.several = len(words) > 1
	for _, w := range words {
		switch {
		case w == "-" && c.textFromStdin():
			return nil, c.usage(c.words.Command.StdinTwice)
		case w == "-":
			c.several = true
			text, err := c.stdin()
			if c.read = ""; err != nil {
				return nil, err
			}
			for line := range strings.Lines(text) {
				if ref := strings.TrimSpace(line); ref != "" {
					refs = append(refs, ref)
				}
			}
		case len(words) > 1 && !strings.ContainsFunc(w, unicode.IsDigit):
			return nil, c.usage(lang.Fill(c.words.Command.NotARef, "word", schema.VisibleLine(w)))
		default:
			refs = append(refs, w)
		}
	}
	if c.given("if-rev") && c.several {
		return nil, c.usage(c.words.Command.OneRef)
	}
	return refs, nil
}

// names are the words given, "-" standing for those on stdin, one per line.
func (c *call) names() ([]string, error) {
	if !slices.Contains(c.args, "-") {
		if c.several = len(c.args) > 1; c.several && c.given("if-rev") {
			return nil, c.usage(c.words.Command.OneRef)
		}
		return c.args, nil
	}
	var names []string
	for _, w := range c.args {
		if w != "-" {
			names = append(names, w)
			continue
		}
		read, err := c.references([]string{w})
		if err != nil {
			return nil, err
		}
		names = append(names, read...)
	}
	c.several = true
	return names, nil
}

// textFromStdin reports whether stdin is taken by a text or data.
func (c *call) textFromStdin() bool {
	return c.verb.text && !c.given("reason") && !c.given("evidence") && !c.given("link") && !c.given("template")
}

// stdin reads all text on stdin, up to maxText bytes. It ends with the context
// even while the client sends nothing.
func (c *call) stdin() (string, error) {
	data, err := io.ReadAll(io.LimitReader(c.input(), maxText+1))
	switch {
	case c.ctx.Err() != nil:
		return "", c.ctx.Err()
	case err != nil:
		return "", fmt.Errorf("read stdin: %w", err)
	case len(data) > maxText:
		return "", schema.Invalid(schema.WhyTooLong, "stdin", "1 MiB")
	}
	c.read = string(data)
	return c.read, nil
}

// input is stdin; reading from it fails as soon as the context ends.
func (c *call) input() io.Reader {
	r, w := io.Pipe()
	context.AfterFunc(c.ctx, func() {
		_ = w.CloseWithError(c.ctx.Err()) // never fails
	})
	go func() {
		err := errors.New("reading stopped")
		defer func() { // also when the reader given panics
			_ = recover()
			_ = w.CloseWithError(err)
		}()
		_, err = io.Copy(w, c.s.In)
	}()
	return r
}

// writing returns the context of the write on ref.
func (c *call) writing(ref string) context.Context {
	ctx := c.ctx
	if c.on("dry-run") {
		ctx = schema.DryRun(ctx)
	}
	if key := c.text("idempotency-key"); key != "" {
		ctx = schema.Once(ctx, key+" "+c.same(ref))
	}
	return ctx
}

// saying is the context of a write of a text that came after writing, on stdin
// or on a line of it: another text makes it another command.
func saying(ctx context.Context, text string) context.Context {
	if key := schema.OnceOf(ctx); key != "" && text != "" {
		sum := sha256.Sum256([]byte(text))
		ctx = schema.Once(ctx, key+hex.EncodeToString(sum[:8]))
	}
	return ctx
}

// besideCommand are the flags that do not make a command another one.
var besideCommand = []string{"idempotency-key", "dry-run", "yes", "quiet", "lang", "color", "json", "jsonl"}

// same tells by one word what is written, and of several on what: a key of idempotency
// that was used for something else acknowledges nothing of it.
func (c *call) same(ref string) string {
	said := []string{c.noun, c.verb.name}
	c.flags.Visit(func(f *pflag.Flag) {
		if !slices.Contains(besideCommand, f.Name) {
			said = append(said, f.Name+"="+f.Value.String())
		}
	})
	if c.several {
		said = append(said, strings.ToUpper(ref)) // which others are named beside it is another time's matter
	} else {
		said = append(append(said, c.args...), c.read)
	}
	sum := sha256.Sum256([]byte(strings.Join(said, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// each does one thing to each reference. A failure on the only one is returned
// as it is; of several, each is reported with its reference, the others go on,
// and the error tells how it ended as a whole.
func each[T any](c *call, refs []string, do func(ctx context.Context, ref string) (T, error)) ([]T, error) {
	var done []T
	if c.several {
		c.ctx = schema.Together(c.ctx, rand.Text())
	}
	code, failed := exitOK, 0
	for _, ref := range refs {
		if c.ctx.Err() != nil {
			return done, c.ctx.Err()
		}
		got, err := do(c.writing(ref), ref)
		if f := (*schema.Fault)(nil); errors.As(err, &f) && f.Class == schema.ErrNotFound && (f.Ref == "" || strings.EqualFold(f.Ref, ref)) {
			err = schema.NotFound(ref) // as typed: nothing of what is hidden
		}
		switch {
		case err == nil:
			done = append(done, got)
			c.batch = append(c.batch, fared{ref: ref})
			continue
		case !c.several || c.ctx.Err() != nil:
			return done, err
		}
		failed++
		one, text := exitCode(c.ctx, err), c.ofRef(ref, complaint(c.words, exitFailure, c.s.known(err)))
		c.batch = append(c.batch, fared{ref, one, text})
		c.warn(text)
		if code != exitOK && code != one {
			one = exitPartly
		}
		code = one
	}
	if failed == 0 {
		return done, nil
	}
	if len(done) > 0 {
		code = exitPartly
	}
	return done, &refusal{code, lang.Fill(c.words.Command.SomeFailed.Of(failed), "n", fmt.Sprint(failed), "total", fmt.Sprint(len(refs)))}
}

// ofRef is a sentence that tells which reference it is of.
func (c *call) ofRef(ref, sentence string) string {
	if len(sentence) >= len(ref) && strings.EqualFold(sentence[:len(ref)], ref) {
		return sentence
	}
	return lang.Fill(c.words.Command.Of, "ref", schema.VisibleLine(ref), "sentence", sentence)
}
