package main

import (
	"log/slog"
	"math"
	"net"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"contactgroup/schema"
	"contactgroup/ui/lang"
	"contactgroup/ui/sshd"
)

// settings are what "serve" can be told. Each is one flag and one line of
// bind: the variable CONTACTGROUP_NAME and the key of the configuration file
// follow from the flag's name.
type settings struct {
	listen        string
	hostKeys      []string // files; none: the one beside the database
	publicAddress string
	banner        string   // file
	userCAs       []string // files of the authorities that may name any member
	logLevel      string
	limits        sshd.Limits
	alerts        alerting
	metrics       string // address; empty: none
	metricsPublic bool
}

// live are the settings that a reload takes up; others wait for a restart.
var live = []string{"host-key", "public-address", "banner", "log-level", "limit-unauthenticated", "limit-per-address", "limit-per-account",
	"limit-channels", "limit-env", "limit-line", "limit-requests", "handshake", "write-timeout", "idle-lock", "idle-end"}

// bind adds the flags, with their defaults.
func (s *settings) bind(f *pflag.FlagSet, words *lang.Words) {
	w := words.Serving
	f.StringVar(&s.listen, "listen", ":2222", words.Program.FlagListen)
	f.StringSliceVar(&s.hostKeys, "host-key", nil, w.FlagHostKey)
	f.StringVar(&s.publicAddress, "public-address", "", w.FlagPublicAddress)
	f.StringVar(&s.banner, "banner", "", w.FlagBanner)
	f.StringSliceVar(&s.userCAs, "user-ca", nil, w.FlagUserCA)
	f.Var(oneOf{&s.logLevel, []string{"debug", "info", "warn", "error"}}.with("info"), "log-level", w.FlagLogLevel)
	limitFlags(f, words, &s.limits)
	s.alerts.bind(f, words)
	f.StringVar(&s.metrics, "metrics", "", w.FlagMetrics)
	f.BoolVar(&s.metricsPublic, "metrics-public", false, w.FlagMetricsPublic)
}

// serverFlags are the settings of a server and their flags, with those that every command shares with it.
func serverFlags(words *lang.Words, c *cobra.Command) (*settings, *pflag.FlagSet) {
	set, all := &settings{}, pflag.NewFlagSet("settings", pflag.ContinueOnError)
	set.bind(all, words)
	all.AddFlagSet(c.Root().PersistentFlags())
	return set, all
}

// limitFlags adds the flags of what clients may cost.
func limitFlags(f *pflag.FlagSet, words *lang.Words, l *sshd.Limits) {
	w, usual := words.Serving, sshd.DefaultLimits
	f.Var(count{&l.MaxUnauthenticated, 1, 100_000}.with(usual.MaxUnauthenticated), "limit-unauthenticated", words.Program.FlagUnauthenticated)
	f.Var(count{&l.PerAddress, 1, 100_000}.with(usual.PerAddress), "limit-per-address", words.Program.FlagPerAddress)
	f.Var(count{&l.PerAccount, 1, 100_000}.with(usual.PerAccount), "limit-per-account", words.Program.FlagPerAccount)
	f.Var(count{&l.ChannelsPerConn, 1, 1000}.with(usual.ChannelsPerConn), "limit-channels", w.FlagChannels)
	f.Var(count{&l.Env, 1, 1000}.with(usual.Env), "limit-env", w.FlagEnv)
	f.Var(count{&l.Line, 256, 1 << 20}.with(usual.Line), "limit-line", w.FlagLine)
	f.Var(count{&l.RequestsPerSecond, 1, 10_000}.with(usual.RequestsPerSecond), "limit-requests", w.FlagRequests)
	f.Var(span{&l.Handshake, time.Second, 10 * time.Minute}.with(usual.Handshake), "handshake", w.FlagHandshake)
	f.Var(span{&l.WriteTimeout, time.Second, time.Hour}.with(usual.WriteTimeout), "write-timeout", w.FlagWriteTimeout)
	f.Var(span{&l.IdleLock, 0, math.MaxInt64}.with(15*time.Minute), "idle-lock", w.FlagIdleLock)
	f.Var(span{&l.IdleEnd, 0, math.MaxInt64}.with(8*time.Hour), "idle-end", w.FlagIdleEnd)
}

// level is the least that is logged.
func (s *settings) level() slog.Level {
	var l slog.Level
	if l.UnmarshalText([]byte(s.logLevel)) != nil {
		return slog.LevelInfo
	}
	return l
}

// gate reads the files that the settings name. The address is checked too.
func (s *settings) gate(words *lang.Words, p place) (gate, error) {
	if _, port, err := net.SplitHostPort(s.publicAddress); s.publicAddress != "" && (err != nil || port == "") {
		return gate{}, misconfigured(lang.Fill(words.Serving.WrongValue, "key", "public-address", "value", schema.VisibleLine(s.publicAddress), "allowed", words.Serving.AllowAddress))
	}
	banner, err := readBanner(words, s.banner)
	if err != nil {
		return gate{}, err
	}
	trusted, err := readAuthorities(s.userCAs)
	if err != nil {
		return gate{}, misconfigured(lang.Fill(words.Program.CannotRead, "error", err.Error()))
	}
	keys, err := hostKeys(s.files(p))
	return gate{hostKeys: keys, banner: banner, limits: s.limits, trusted: trusted}, err
}
