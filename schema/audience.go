package schema

// Audience is one circle of readers with a log of its own. Reading a log needs
// no filter, because each holds only what all of its readers may know.
type Audience struct {
	Key    string // "google", "ministry/requests", "ministry/confidential/PHAROS"
	Reader Reader
	Org    ID
}

// SharedAudience is the circle of a whole organisation: meetings, actions, members.
func SharedAudience(o Organisation) Audience { return Audience{o.Code, ReaderMember, o.ID} }

// RequestAudiences are the circles that may know of a request; authority, addressee and
// overseers are the group's organisations. What happens before sending stays with the authority.
func RequestAudiences(r Request, authority, addressee Organisation, overseers []Organisation) []Audience {
	var out []Audience
	if r.Kind.Confidential() {
		out = append(out, Audience{authority.Code + "/confidential", ReaderAuthority, authority.ID},
			Audience{authority.Code + "/confidential/" + r.Service, ReaderAuthority, authority.ID})
	} else {
		out = append(out, Audience{authority.Code + "/requests", ReaderAuthority, authority.ID})
	}
	if r.Sent.IsZero() {
		return out
	}
	out = append(out, Audience{addressee.Code + "/requests", ReaderAddressee, addressee.ID})
	if r.Kind.Overseen() {
		for _, o := range overseers {
			out = append(out, Audience{o.Code + "/requests", ReaderOverseer, o.ID})
		}
	}
	return out
}

// RequestsOf is the circle of that key in organisation o, one of those of RequestAudiences.
func RequestsOf(key string, o Organisation) Audience {
	as := ReaderAddressee
	switch o.Kind {
	case OrgAuthority:
		as = ReaderAuthority
	case OrgOversight:
		as = ReaderOverseer
	}
	return Audience{key, as, o.ID}
}

// Audiences returns the keys of the logs that the actor reads.
func (a Actor) Audiences() []string {
	if !a.Role.Fits(a.OrgKind) {
		return nil
	}
	out := []string{a.OrgCode}
	if readsRequests(a.Role) {
		out = append(out, a.OrgCode+"/requests")
	}
	switch a.Role {
	case RoleValidator, RoleChair:
		out = append(out, a.OrgCode+"/confidential")
	case RoleRequester:
		out = append(out, a.OrgCode+"/confidential/"+a.Service)
	case RoleAdministrator:
		out = append(out, a.OrgCode+"/administration")
	}
	return out
}
