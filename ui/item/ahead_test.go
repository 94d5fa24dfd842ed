package item_test

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"contactgroup/schema"
	"contactgroup/ui/item"
	"contactgroup/ui/lang"
	"contactgroup/ui/uitest"
	"contactgroup/ui/widget"
)

func TestKeysTypedBeforeTheRequestIsReadAreDoneOnceItIs(t *testing.T) {
	d := deskOf(google, 1)
	g := uitest.NewSolo(t, lang.French, now)
	v := item.New(g.Session, d, "goo-2015-0042")
	read := v.Init()
	for _, name := range []string{"i", "X"} { // the second is not to be had
		k := keyOf(t, v, name)
		if err := k.Why(); err != nil {
			t.Errorf("%s, before the request is read: %v", name, err)
		}
		if cmd := k.Run(); cmd != nil || len(d.steps) > 0 {
			t.Errorf("%s was done to nothing: %v", name, d.steps)
		}
	}
	g.Open(typedAhead{v, read})
	if len(d.steps) != 1 || d.steps[0].Verb != schema.VerbClaim {
		t.Errorf("done: %v, want the claim alone", d.steps)
	}
	if err := keyOf(t, v, "X").Why(); err == nil {
		t.Error("what is refused on the request that was read is offered")
	}
}

// typedAhead is a screen of which the first reading is under way.
type typedAhead struct {
	*item.Screen
	read tea.Cmd
}

func (s typedAhead) Init() tea.Cmd { return s.read }

func keyOf(t *testing.T, v widget.Screen, name string) widget.Key {
	for _, k := range v.Keys() {
		if len(k.Keys) > 0 && k.Keys[0] == name {
			return k
		}
	}
	t.Fatalf("no key %s", name)
	return widget.Key{}
}
