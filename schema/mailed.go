package schema

import "slices"

// MailedCeilings are the markings up to which an organisation may have papers of
// a meeting mailed to its members, instead of where they are to be fetched. What
// is marked amber may leave the desk for the reader's own organisation, whose
// mail server this is; amber+strict and red may not, whatever an organisation says.
var MailedCeilings = []TLP{TLPClear, TLPGreen, TLPAmber}

// MailedNone is the word by which no paper is mailed, as it is unless said otherwise.
const MailedNone = "none"

// ParseMailed reads a ceiling; that of MailedNone is empty.
func ParseMailed(s string) (TLP, error) {
	if Fold(s) == MailedNone {
		return "", nil
	}
	tlp := TLP(Fold(s))
	if !slices.Contains(MailedCeilings, tlp) {
		return "", Invalid(WhyUnknown, "mailed", s)
	}
	return tlp, nil
}

// MayMail reports whether a paper of that marking may be mailed to members of an
// organisation with that ceiling. Without either it may not.
func MayMail(ceiling, marking TLP) bool {
	most, is := slices.Index(MailedCeilings, ceiling), slices.Index(MailedCeilings, marking)
	return is >= 0 && is <= most
}
