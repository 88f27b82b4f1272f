using Groundwork.Documents;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>Why a file, or a part of it, could not be read.</summary>
/// <param name="Place">Place of the part; empty for the whole file.</param>
/// <param name="Reason">The kind of problem.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record FileProblem(string Place, UnreadableReason Reason, string Message)
{
    public static FileProblem Of(DocumentUnreadableException problem, string place = "") => new(place, problem.Reason, problem.Message);

    /// <summary>True when the problem may have healed although the file is the same: another program, a permission, a limit, a network.</summary>
    public bool MayHealByItself => Reason is UnreadableReason.Changed or UnreadableReason.Denied or UnreadableReason.Unavailable or UnreadableReason.ToolMissing or UnreadableReason.TooLarge;

    public IngestEvent.Failed ToEvent(string path) => new(Place.Length == 0 ? path : $"{path}, {Place}", Reason, Message);
}
