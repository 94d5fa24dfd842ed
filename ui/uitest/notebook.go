package uitest

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"

	"contactgroup/schema"
)

// Notebook is what one member began and has not sent, and the templates of
// their organisation, in memory. Its zero value is empty.
type Notebook struct {
	mu     sync.Mutex
	begun  map[schema.Unsent]schema.Unsent // by verb, noun, subject and part
	Models []schema.Template
	Unkept error // when set, no draft can be kept
	Writes int   // of drafts
}

func place(verb schema.Verb, noun schema.Noun, subject schema.ID, part string) schema.Unsent {
	return schema.Unsent{Verb: verb, Noun: noun, Subject: subject, Part: part}
}

// UnsentOf reads a draft.
func (n *Notebook) UnsentOf(_ context.Context, verb schema.Verb, noun schema.Noun, subject schema.ID, part string) (schema.Unsent, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.begun[place(verb, noun, subject, part)], nil
}

// Unsent lists the drafts.
func (n *Notebook) Unsent(context.Context) ([]schema.Unsent, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.SortedFunc(maps.Values(n.begun), func(a, b schema.Unsent) int { return cmp.Compare(a.Ref, b.Ref) }), nil
}

// KeepUnsent writes a draft that is still at its revision.
func (n *Notebook) KeepUnsent(_ context.Context, u schema.Unsent) (schema.Unsent, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	at := place(u.Verb, u.Noun, u.Subject, u.Part)
	switch was := n.begun[at]; {
	case n.Unkept != nil:
		return u, n.Unkept
	case was.Rev != u.Rev:
		return u, &schema.Fault{Class: schema.ErrStale, Why: schema.WhyChanged, Verb: u.Verb, Rev: was.Rev}
	}
	if n.begun == nil {
		n.begun = map[schema.Unsent]schema.Unsent{}
	}
	u.Rev++
	u.Updated = Noon
	n.begun[at] = u
	n.Writes++
	return u, nil
}

// DropUnsent forgets a draft.
func (n *Notebook) DropUnsent(_ context.Context, verb schema.Verb, noun schema.Noun, subject schema.ID, part string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.begun, place(verb, noun, subject, part))
	return nil
}

// Used forgets the text that the command made under ctx was begun in.
func (n *Notebook) Used(ctx context.Context) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if u, ok := schema.UsedBy(ctx); ok {
		delete(n.begun, place(u.Verb, u.Noun, u.Subject, u.Part))
	}
}

// Did is Used, and forgets what is of no use once the verb is done, as the
// register does.
func (n *Notebook) Did(ctx context.Context, verb schema.Verb, noun schema.Noun, subject schema.ID) {
	n.Used(ctx)
	n.mu.Lock()
	defer n.mu.Unlock()
	if schema.EndsUnsent(noun, verb) {
		maps.DeleteFunc(n.begun, func(u, _ schema.Unsent) bool { return u.Verb == verb && u.Noun == noun && u.Subject == subject })
	}
}

// Templates lists the templates.
func (n *Notebook) Templates(context.Context) ([]schema.Template, error) {
	return slices.Clone(n.Models), nil
}
