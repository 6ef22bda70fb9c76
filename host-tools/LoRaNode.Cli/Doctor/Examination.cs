using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;
using LoRaNode.Host.Ports;
using LoRaNode.Host.Store;

namespace LoRaNode.Cli.Doctor;

/// <summary>Looks at this computer and at the community, and says of each thing how it stands and what to do.</summary>
internal sealed class Examination(FindingList findings)
{
    // Where a technician should begin to think of a new certificate.
    private const int ExpiryWarningDays = 30;

    /// <summary>Cables, drivers, rights and tools of this computer.</summary>
    /// <param name="port">The port that was named; null for none.</param>
    internal void LookAtComputer(string? port)
    {
        UsbSerialPort[] boards = [.. UsbSerialPorts.Find().Where(p => p.Adapter is not null)];
        if (boards.Length > 0)
        {
            findings.Good("cable", "doctor.cable.good", string.Join(", ", boards.Select(b => $"{b.Path} ({b.Adapter})")));
        }
        else if (port is null)
        {
            findings.Warning("cable", "doctor.cable.none");
        }

        foreach (string adapter in UsbSerialPorts.WithoutDriver())
        {
            findings.Problem("driver", "doctor.driver", adapter);
        }

        foreach (string path in boards.Select(b => b.Path).Append(port).OfType<string>().Distinct().Where(p => !MayOpen(p)))
        {
            findings.Problem("permissions", "doctor.permissions", path);
        }

        if (NanoffTool.Find() is not null)
        {
            findings.Good("nanoff", "doctor.nanoff.good");
        }
        else
        {
            findings.Warning("nanoff", "node.error.nanoff");
        }
    }

    /// <summary>Keys and their terms.</summary>
    internal void LookAtCommunity(Community community, CommunityStore store, DateTimeOffset now)
    {
        if (community.HasRoot)
        {
            findings.Warning("root", "keys.show.root");
        }
        else
        {
            findings.Good("root", "doctor.root.good");
        }

        LookAtIssuers(community, now);
        if (!store.Radio.Band.IsConfirmed)
        {
            findings.Warning("region", "doctor.region", store.Radio.Band.Code);
        }

        foreach (StoredNode node in store.Nodes().Where(n => n.State != NodeState.Verified))
        {
            findings.Warning("provisioning", "doctor.unfinished", node.Name);
        }
    }

    private void LookAtIssuers(Community community, DateTimeOffset now)
    {
        int usable = 0;
        foreach (IssuerEntry issuer in community.Issuers.Where(i => i.Revocation is null))
        {
            CertificatePayload certificate = issuer.ReadCertificate();
            if (NetworkClock.OfMinutes(certificate.ValidFromMinutes) > now.AddMinutes(1))
            {
                // A certificate from the future: this computer's clock stands behind the one that made it.
                findings.Problem("clock", "doctor.clock.computer", issuer.Name);
            }

            double days = (NetworkClock.OfMinutes(certificate.ValidUntilMinutes) - now).TotalDays;
            usable += days > 0 ? 1 : 0;
            if (days is > 0 and < ExpiryWarningDays)
            {
                findings.Warning("issuer", "doctor.issuer.expiry", issuer.Name, Math.Floor(days), issuer.Slot);
            }
            else if (days <= 0)
            {
                findings.Problem("issuer", "doctor.issuer.expired", issuer.Name, issuer.Slot);
            }
        }

        if (usable > 0)
        {
            findings.Good("issuers", "doctor.issuers.good", usable);
        }
        else
        {
            findings.Problem("issuers", "alert.error.noissuer", usable);
        }
    }

    private static bool MayOpen(string path)
    {
        if (!File.Exists(path))
        {
            return true;
        }

        try
        {
            using FileStream stream = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            // Busy or gone: asking the node tells that better.
            return true;
        }
    }
}
