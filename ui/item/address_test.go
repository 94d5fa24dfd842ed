package item_test

import (
	"testing"

	"contactgroup/schema"
	"contactgroup/ui"
	"contactgroup/ui/uitest"
)

func TestAnAddressIsCopiedAsItIsAndShownSoThatNobodyOpensIt(t *testing.T) {
	const first, second = "https://videos.example/a?b=c", "http://xn--e1afmkfd.example/x"
	g := uitest.NewRegister()
	g.Add(schema.Request{Ref: "GOO-2015-0001", Contents: []schema.Content{{N: 1, URL: first}, {N: 2, URL: second}}})
	d := uitest.Open(t, g.As("pharos"), ui.Options{Width: 100, Height: 60}, nil)
	d.Press("enter", "y")
	if d.Canvas.Copied != "GOO-2015-0001" {
		t.Errorf("at the head %q is copied", d.Canvas.Copied)
	}
	copied := map[string]bool{}
	for range 40 {
		d.Press("j", "y")
		copied[d.Canvas.Copied] = true
	}
	for _, url := range []string{first, second, "GOO-2015-0001"} {
		if !copied[url] {
			t.Errorf("%s is not copied on its line", url)
		}
		delete(copied, url)
	}
	if len(copied) > 0 {
		t.Errorf("copied too: %v", copied)
	}
	d.Shows("hxxps://videos[.]example/a?b=c")
	d.Press("K", "q")
	d.Hides("https://", "http://")
}
