package main

import (
	"cmp"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"contactgroup/ui/lang"
)

// serviceUnit is the service for systemd. The server starts no process, writes
// in its own folder alone and needs no privilege: a port below 1024 is the socket's.
const serviceUnit = `# /etc/systemd/system/contactgroup.service, written by "contactgroup unit"
[Unit]
Description=Desk of a permanent contact group
Wants=network-online.target
After=network-online.target

[Service]
Type=notify
ExecStart={program} {config}serve
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=2
TimeoutStopSec=20
WatchdogSec=30

# Data are in /var/lib/contactgroup, the configuration in /etc/contactgroup.
User=contactgroup
DynamicUser=yes
StateDirectory=contactgroup
StateDirectoryMode=0700
ConfigurationDirectory=contactgroup
Environment=XDG_STATE_HOME=/var/lib XDG_CONFIG_HOME=/etc
UMask=0077

CapabilityBoundingSet=
AmbientCapabilities=
NoNewPrivileges=yes
PrivateUsers=yes
PrivateTmp=yes
PrivateDevices=yes
DevicePolicy=closed
ProtectSystem=strict
ProtectHome=yes
ProtectProc=invisible
ProcSubset=pid
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RemoveIPC=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
LimitNOFILE=65536

[Install]
WantedBy=multi-user.target
`

// socketUnit hands the service its port, a privileged one too; who connects
// while the service is restarted waits instead of being refused.
const socketUnit = `# /etc/systemd/system/contactgroup.socket, written by "contactgroup unit --socket"
[Unit]
Description=Desk of a permanent contact group

[Socket]
ListenStream={listen}
BindIPv6Only=both
NoDelay=yes
Backlog=4096

[Install]
WantedBy=sockets.target
`

func unitCommand(words *lang.Words) *cobra.Command {
	var socket bool
	var s settings
	c := &cobra.Command{Use: "unit", Short: words.Serving.UnitShort, Args: cobra.NoArgs, Annotations: map[string]string{takesAll: "yes"}}
	s.bind(c.Flags(), words)
	c.Flags().BoolVar(&socket, "socket", false, words.Serving.FlagSocket)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if socket {
			_, err := fmt.Fprint(c.OutOrStdout(), lang.Fill(socketUnit, "listen", socketAddress(s.listen)))
			return err
		}
		program, err := os.Executable()
		if err != nil {
			return err
		}
		config, _ := c.Flags().GetString("config")
		if config != "" {
			if config, err = filepath.Abs(config); err != nil {
				return err
			}
			config = "--config " + unitWord(config) + " "
		}
		_, err = fmt.Fprint(c.OutOrStdout(), lang.Fill(serviceUnit, "program", unitWord(program), "config", config))
		return err
	}
	return c
}

// socketAddress writes a listening address as systemd does: a port alone is on all addresses.
func socketAddress(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil || host == "" {
		return cmp.Or(port, listen)
	}
	return net.JoinHostPort(host, port)
}

// unitWord quotes a word of a command line in a unit.
func unitWord(s string) string {
	s = strings.NewReplacer(`%`, `%%`, `$`, `$$`, `\`, `\\`, `"`, `\"`).Replace(s)
	if strings.ContainsAny(s, " \t\\\"';") {
		return `"` + s + `"`
	}
	return s
}
