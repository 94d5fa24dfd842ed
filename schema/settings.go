package schema

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Settings are how one member likes the program. The zero Settings are good.
type Settings struct {
	Lang          Lang   // empty: the client's
	Zone          string // IANA name; empty: the organisation's
	Theme         string
	Glyphs        string
	Notifications string
	Accessible    bool // prompts by line, no repaint
	Mouse         bool
	Bell          bool
	Tour          string                     // "seen": the tour is not offered again
	Mail          string                     // where notices go; empty: none do
	Convocation   string                     // "off": no mail when a meeting is convened
	Pack          string                     // "off": no mail when a pack is frozen
	Due           string                     // "off": no reminders of own action items
	Assigned      string                     // "off": no mail when a request is assigned to the member
	Quiet         string                     // hours of each day, "20:00-08:00", in which no mail goes out; empty: none
	Digest        string                     // hour, "08:00", at which a day's notices go out in one mail; empty: as they come
	Lists         Lists                      // changed by Lists.With, not by With
	rest          map[string]json.RawMessage // of other programs: kept
}

// Setting is one of the things that Settings.With sets.
type Setting struct {
	Key    string
	Values []string // the first is what the zero Settings have; nil: any that fits
}

var offOn, onOff = []string{"off", "on"}, []string{"on", "off"}

// SettingKeys lists every Setting, in the order of help.
var SettingKeys = []Setting{
	{"language", []string{"auto", string(French), string(English)}}, {"zone", nil},
	{"theme", []string{"dark", "light", "contrast", "16", "none"}}, {"accessible", offOn},
	{"glyphs", []string{"unicode", "ascii"}}, {"mouse", offOn}, {"bell", offOn},
	{"notifications", []string{"none", "urgent", "mine", "all"}},
	{"mail", nil}, {"convocation", onOff}, {"pack", onOff}, {"due", onOff}, {"assigned", onOff}, {"quiet", nil}, {"digest", nil},
	{"tour", []string{"new", TourSeen}},
}

// TourSeen is the value of "tour" once the member was offered the tour.
const TourSeen = "seen"

// SettingKey is the key that a word names, whatever its case and accents.
func SettingKey(word string) (key string, known bool) {
	key = fold(word)
	return key, slices.ContainsFunc(SettingKeys, func(k Setting) bool { return k.Key == key })
}

// place finds the place of a key's value; one of them is nil, both for an unknown key.
func (s *Settings) place(key string) (text *string, truth *bool) {
	switch key {
	case "language":
		return (*string)(&s.Lang), nil
	case "zone":
		return &s.Zone, nil
	case "theme":
		return &s.Theme, nil
	case "glyphs":
		return &s.Glyphs, nil
	case "notifications":
		return &s.Notifications, nil
	case "mail":
		return &s.Mail, nil
	case "convocation":
		return &s.Convocation, nil
	case "pack":
		return &s.Pack, nil
	case "due":
		return &s.Due, nil
	case "assigned":
		return &s.Assigned, nil
	case "quiet":
		return &s.Quiet, nil
	case "digest":
		return &s.Digest, nil
	case "tour":
		return &s.Tour, nil
	case "accessible":
		return nil, &s.Accessible
	case "mouse":
		return nil, &s.Mouse
	case "bell":
		return nil, &s.Bell
	}
	return nil, nil
}

// Value is what a key is set to, in the words of SettingKeys; Setting.Unset when
// it is not. It is empty for an unknown key.
func (s Settings) Value(key string) string {
	i := slices.IndexFunc(SettingKeys, func(k Setting) bool { return k.Key == key })
	if i < 0 {
		return ""
	}
	switch text, truth := s.place(key); {
	case truth != nil && *truth:
		return "on"
	case truth != nil:
		return "off"
	case *text != "":
		return *text
	}
	return SettingKeys[i].Unset()
}

// With returns s with one key set. What is not a key, or not a value of it,
// answers ErrInvalid with WhyUnknown, or with what says how such a value is written.
func (s Settings) With(key, value string) (Settings, error) {
	key, word := fold(key), strings.ToLower(strings.TrimSpace(value))
	i := slices.IndexFunc(SettingKeys, func(k Setting) bool { return k.Key == key })
	if i < 0 {
		return s, Invalid(WhyUnknown, "setting", key)
	}
	text, truth := s.place(key)
	values := SettingKeys[i].Values
	switch {
	case values == nil:
		open := openSettings[key]
		clean, fits := open.clean(strings.TrimSpace(value))
		switch {
		case word == open.unset || word == "" && key != "zone":
			clean = ""
		case !fits:
			return s, Invalid(open.why, key, value)
		}
		*text = clean
	case !slices.Contains(values, word):
		return s, Unknown(key, value, values...)
	case truth != nil:
		*truth = word == "on"
	case word == values[0]:
		*text = ""
	default:
		*text = word
	}
	return s, nil
}

// Stored is what is kept beside the member's language and zone: JSON, with what
// a newer program had set.
func (s Settings) Stored() string {
	out := map[string]json.RawMessage{}
	maps.Copy(out, s.rest)
	for _, k := range SettingKeys[2:] {
		if text, truth := s.place(k.Key); truth != nil && *truth || text != nil && *text != "" {
			out[k.Key] = json.RawMessage(`"` + s.Value(k.Key) + `"`)
		}
	}
	if !s.Lists.zero() {
		body, err := json.Marshal(s.Lists)
		if err != nil {
			panic(err) // it is texts alone
		}
		out[listsKey] = body
	}
	if len(out) == 0 {
		return ""
	}
	body, err := json.Marshal(out)
	if err != nil {
		panic(err) // it was read as JSON, or made of words of SettingKeys
	}
	return string(body)
}

// ReadSettings is the opposite of Stored. Values that this program does not
// know are kept, and are as if they were not set.
func ReadSettings(stored string) Settings {
	var s Settings
	if json.Unmarshal([]byte(stored), &s.rest) != nil {
		return Settings{}
	}
	for _, k := range SettingKeys[2:] { // language and zone are the member's
		var value string
		if raw, ok := s.rest[k.Key]; !ok || json.Unmarshal(raw, &value) != nil {
			continue
		}
		if with, err := s.With(k.Key, value); err == nil {
			s = with
			delete(s.rest, k.Key)
		}
	}
	if raw, ok := s.rest[listsKey]; ok && json.Unmarshal(raw, &s.Lists) == nil {
		delete(s.rest, listsKey)
	} else {
		s.Lists = Lists{}
	}
	return s
}

// listsKey is where Lists are stored among the settings.
const listsKey = "lists"
