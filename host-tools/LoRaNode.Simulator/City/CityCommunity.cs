using LoRaNode.Core.Frames;
using LoRaNode.Core.Trust;
using LoRaNode.Host.Keys;

namespace LoRaNode.Simulator.City;

/// <summary>The community whose nodes a virtual city holds: made by the code that makes a real one, from the run's seed.</summary>
internal sealed class CityCommunity : IDisposable
{
    // The city's morning: the same in every run, so that runs repeat.
    private static readonly DateTimeOffset Morning = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);

    // The passphrase of keys that live as long as a simulation and guard nothing.
    private const string Passphrase = "virtual city";

    private static readonly AlertDraft Draft = new(
        Event: 0x40,
        AlertUrgency.Immediate,
        AlertSeverity.Severe,
        AlertCertainty.Observed,
        ContentLanguage.Other,
        TimeSpan.FromDays(1));

    private readonly string _folder;
    private readonly Community _community;
    private readonly Issuer _issuer;

    /// <summary>Founds the community with one issuer.</summary>
    /// <param name="random">Where keys come from.</param>
    internal CityCommunity(Random random)
    {
        _folder = Directory.CreateTempSubdirectory("loranode-city-").FullName;
        var options = new CommunityOptions
        {
            Cost = KeyFileCost.Least,
            Random = count =>
            {
                byte[] bytes = new byte[count];
                random.NextBytes(bytes);
                return bytes;
            },
        };
        _community = Community.Create(_folder, "Virtual city", Passphrase, options);
        byte slot = _community.CertifyIssuer("Medics", IssuerScope.AllCategories | IssuerScope.Time, 365, Morning, KeyFileCost.Least).Slot;
        _issuer = _community.OpenIssuer(slot);
    }

    /// <summary>The keys of the community.</summary>
    internal Community Keys => _community;

    /// <summary>The root's public key, 32 bytes.</summary>
    internal byte[] RootPublicKey => _community.RootPublicKey;

    /// <summary>Adds a node. Returns its address and its credentials.</summary>
    internal (ushort Address, byte[] Credentials) AddNode(string name)
    {
        ushort address = _community.AddNode(name).Address;
        return (address, _community.IssueCredentials(address, Morning));
    }

    /// <summary>Signs an alert with the given encoded text, valid for a day.</summary>
    /// <param name="encodedText">The text.</param>
    /// <param name="sinceMorning">When it is sent, from the start of the run.</param>
    internal byte[] SignAlert(byte[] encodedText, TimeSpan sinceMorning = default) => _issuer.SignAlert(Draft, encodedText, Morning + sinceMorning);

    /// <summary>Signs a cancellation of an alert that <see cref="SignAlert"/> signed.</summary>
    internal byte[] CancelAlert(byte[] alert, byte[] encodedText)
    {
        var fields = new AlertPayload();
        fields.TryRead(alert, alert.Length);
        return _issuer.SignAlert(Draft with { Kind = AlertKind.Cancel, Replaces = fields.Sequence }, encodedText, Morning);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _issuer.Dispose();
        _community.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
