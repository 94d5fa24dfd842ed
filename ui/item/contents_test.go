package item

import (
	"testing"

	"contactgroup/schema"
)

func TestContentsAreReadOneALine(t *testing.T) {
	known := []schema.Content{{URL: "https://vidéos.example/a?to=https://www.other.example/", Hash: "abc"}}
	shown := schema.Defang(known[0].URL)
	got, err := parseContents("\n https://v.example/1 vidéo\n"+shown+" account\nhxxps://www[.]v[.]example/x[.]y\n", known)
	if err != nil {
		t.Fatal(err)
	}
	want := []schema.Content{{N: 1, URL: "https://v.example/1", Type: "video"}, {N: 2, URL: known[0].URL, Type: "account", Hash: "abc"},
		{N: 3, URL: "https://www.v.example/x[.]y"}}
	if len(got) != len(want) {
		t.Fatalf("read %+v", got)
	}
	for i := range want {
		if got[i].N != want[i].N || got[i].URL != want[i].URL || got[i].Type != want[i].Type || got[i].Hash != want[i].Hash {
			t.Errorf("read %+v, want %+v", got[i], want[i])
		}
	}
	for _, bad := range []string{"v.example", "ftp://v.example", "https://v.example/ sculpture", "https://"} {
		if _, err := parseContents(bad, nil); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func FuzzParseContents(f *testing.F) {
	f.Add("https://v.example/1 video\nhxxps://a[.]example")
	f.Add("hxxp")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := parseContents(s, nil)
		for i, c := range got {
			if _, bad := schema.CleanURL(c.URL); bad != nil || c.N != i+1 {
				t.Fatalf("%q: %+v (%v)", s, c, err)
			}
		}
	})
}
