using System.Text;
using LoRaNode.Host.Link.Wire;
using LoRaNode.Node.Link;

namespace LoRaNode.Simulator.Boards;

/// <summary>
/// The USB side of a virtual board as the runtime has it: the Wire Protocol takes pings and file operations; what the application
/// prints goes out as raw text until a tool has pinged, and in packets from then on. Files of the inbox are handed to the node.
/// </summary>
public sealed class VirtualUsb : IInbox, ILinkOutput
{
    // Ping reply: source 1 is the runtime (not its boot loader); no flags.
    private static readonly byte[] PingReply = [1, 0, 0, 0, 0, 0, 0, 0];

    private readonly Action<byte[]> _print;
    private readonly WirePacketReader _packets = new();
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly InboxPort _inbox;
    private ushort _sequence;
    private bool _isToolThere;

    /// <summary>Connects a board.</summary>
    /// <param name="board">The board.</param>
    /// <param name="print">Takes bytes for the cable.</param>
    public VirtualUsb(VirtualBoard board, Action<byte[]> print)
    {
        ArgumentNullException.ThrowIfNull(board);
        _print = print;
        var port = new LinkPort(board.Application.Link, this);
        board.Ports.Add(port);
        _inbox = new InboxPort(this, port);
    }

    /// <summary>Takes bytes from the cable.</summary>
    public void Receive(ReadOnlySpan<byte> bytes, long nowMs)
    {
        foreach (byte value in bytes)
        {
            // Text from the tool means nothing to the runtime.
            if (_packets.Add(value, static _ => { }) is { } packet)
            {
                OnPacket(packet);
                _inbox.Look(nowMs);
            }
        }
    }

    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        byte[] text = Encoding.UTF8.GetBytes(line + "\r\n");
        if (!_isToolThere)
        {
            _print(text);
            return;
        }

        foreach (byte[] piece in text.Chunk(WirePacket.MaxPayload))
        {
            _print(new WirePacket(WirePacket.Message, ++_sequence, 0, WirePacket.NonCritical, piece).ToBytes());
        }
    }

    /// <inheritdoc/>
    public int Length(int place) => _files.TryGetValue(InboxFile.Name(place), out byte[]? file) ? file.Length : -1;

    /// <inheritdoc/>
    public int Read(int place, byte[] content)
    {
        if (!_files.TryGetValue(InboxFile.Name(place), out byte[]? file) || file.Length > content.Length)
        {
            return -1;
        }

        file.CopyTo(content, 0);
        return file.Length;
    }

    /// <inheritdoc/>
    public void Delete(int place) => _files.Remove(InboxFile.Name(place));

    private void OnPacket(WirePacket packet)
    {
        if ((packet.Flags & WirePacket.Reply) != 0)
        {
            return;
        }

        switch (packet.Command)
        {
            case WirePacket.Ping:
                _isToolThere = true;
                Answer(packet, WirePacket.Ack, PingReply);
                break;
            case WirePacket.StorageOperation:
                bool done = WireStorageOperation.TryRead(packet.Payload) is { } operation && Apply(operation);
                Answer(packet, WirePacket.Ack, [(byte)(done ? 0 : 1), 0, 0, 0]);
                break;
            default:
                Answer(packet, WirePacket.Nack, []);
                break;
        }
    }

    private bool Apply(WireStorageOperation operation)
    {
        // Only the inbox: a tool has no business in the node's own files, and memory stays bounded.
        if (!operation.Name.StartsWith(InboxFile.Prefix, StringComparison.Ordinal) || operation.Name.Length != InboxFile.Prefix.Length + 1)
        {
            return false;
        }

        switch (operation.Operation)
        {
            case WireStorageOperation.Write:
                _files[operation.Name] = operation.Data;
                return true;
            case WireStorageOperation.Append:
                byte[] before = _files.GetValueOrDefault(operation.Name, []);
                if (before.Length + operation.Data.Length > InboxFile.MaxLength)
                {
                    return false;
                }

                _files[operation.Name] = [.. before, .. operation.Data];
                return true;
            case WireStorageOperation.Delete:
                return _files.Remove(operation.Name);
            default:
                return false;
        }
    }

    private void Answer(WirePacket request, uint flag, byte[] payload)
    {
        if ((request.Flags & WirePacket.NonCritical) == 0)
        {
            _print(new WirePacket(request.Command, ++_sequence, request.Sequence, WirePacket.Reply | WirePacket.NonCritical | flag, payload).ToBytes());
        }
    }
}
