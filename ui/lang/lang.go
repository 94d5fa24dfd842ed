// Package lang holds every word people read, in each language of the interface.
//
// A language is one *Words value; a screen, a command or a document is given
// one and never asks which it is. Each room keeps its words in a file of its
// own here, as one struct type with a French and an English value.
package lang

import (
	"strings"

	"contactgroup/schema"
)

// Words is one language. Its values are shared by all sessions and never change.
type Words struct {
	Code     schema.Lang
	Domain   Domain   // names of codes: states, kinds, outcomes…
	Fault    Fault    // sentences for refusals
	Time     Time     // spans and dates
	Widget   Widget   // dialogs, forms, the key table
	Queue    Queue    // the lists
	Lists    Lists    // what members make of the lists
	Root     Root     // the frame around the screens
	Crisis   Crisis   // a crisis on screens, and what calls a member
	Presence Presence // who is at a request right now
	Program  Program  // the program on its own machine
	Command  Command  // the desk as commands
	Export   Export   // documents
	Papers   Papers   // of a meeting and of a request
	Pack     Pack     // papers for print, and of a meeting together
	Files    Files    // the tree of files
	Intake   Intake   // faults of files read
	Item     Item     // one request and its forms
	Meeting  Meeting  // meetings and their actions
	Sitting  Sitting  // a meeting while it is prepared, held and closed
	Doctor   Doctor   // what doctor finds
	Serving  Serving  // a served group's configuration, start and stop
	Alert    Alert    // what contacts are told
	Contacts Contacts // the screen of whom to reach
	Rolls    Rolls    // pages of commitments, articles, sheets, trainings
	Advice   Advice   // the form of a recommendation
	Enrol    Enrol    // invitations, logins, certificates
	Stats    Stats    // figures
	Notice   Notice   // mails to members
	Settings Settings // how a member likes the program, and the tour
	Linear   Linear   // the desk by numbers, for terminals and readers that take lines
}

// French and English are the languages of the interface.
var (
	French = &Words{Code: schema.French, Domain: domainFR, Fault: faultFR, Time: timeFR, Widget: widgetFR, Queue: queueFR, Lists: listsFR, Root: rootFR, Presence: presenceFR, Crisis: crisisFR, Program: programFR, Command: commandFR,
		Export: exportFR, Papers: papersFR, Pack: packFR, Files: filesFR, Intake: intakeFR, Item: itemFR, Meeting: meetingFR, Sitting: sittingFR, Serving: servingFR, Doctor: doctorFR, Alert: alertFR, Contacts: contactsFR, Rolls: rollsFR, Advice: adviceFR, Enrol: enrolFR, Notice: noticeFR, Settings: settingsFR, Stats: statsFR,
		Linear: linearFR}
	English = &Words{Code: schema.English, Domain: domainEN, Fault: faultEN, Time: timeEN, Widget: widgetEN, Queue: queueEN, Lists: listsEN, Root: rootEN, Presence: presenceEN, Crisis: crisisEN, Program: programEN, Command: commandEN,
		Export: exportEN, Papers: papersEN, Pack: packEN, Files: filesEN, Intake: intakeEN, Item: itemEN, Meeting: meetingEN, Sitting: sittingEN, Serving: servingEN, Doctor: doctorEN, Alert: alertEN, Contacts: contactsEN, Rolls: rollsEN, Advice: adviceEN, Enrol: enrolEN, Notice: noticeEN, Settings: settingsEN, Stats: statsEN,
		Linear: linearEN}
)

// All lists the languages.
var All = []*Words{French, English}

// For returns the words of a language, French for an unknown one.
func For(code schema.Lang) *Words {
	if code == schema.English {
		return English
	}
	return French
}

// Choose picks a language: the flag, else the member's own choice, else the
// client's locale (LC_ALL, LC_MESSAGES, LANG in that order; C and POSIX say
// nothing), else the organisation's, else French.
func Choose(flag string, member schema.Lang, locale []string, organisation schema.Lang) *Words {
	for _, c := range []string{flag, string(member)} {
		if l, ok := parse(c); ok {
			return For(l)
		}
	}
	for _, c := range locale {
		base, _, _ := strings.Cut(c, ".")
		if base == "" || base == "C" || base == "POSIX" {
			continue
		}
		if l, ok := parse(base); ok {
			return For(l)
		}
	}
	return For(organisation)
}

// Parse reads a language code such as "fr", "en_GB" or "fr-FR".
func parse(s string) (schema.Lang, bool) {
	switch l, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(s), "-", "_"), "_"); l {
	case "fr":
		return schema.French, true
	case "en":
		return schema.English, true
	}
	return "", false
}
