namespace LoRaNode.Core.Frames;

/// <summary>Who goes first when airtime is scarce; a lower value is more important.</summary>
public static class FramePriority
{
    /// <summary>Number of priorities.</summary>
    public const int Count = 4;

    /// <summary>Priority of a frame type: alert 0, control 1, message 2, beacon 3.</summary>
    public static int Of(FrameType type)
    {
        switch (type)
        {
            case FrameType.Alert: return 0;
            case FrameType.Trust:
            case FrameType.Receipt: return 1;
            case FrameType.Message:
            case FrameType.Unicast: return 2;
            default: return 3;
        }
    }
}
