using Groundwork.Documents;

namespace Groundwork.UseCases;

/// <summary>Documents are read for another process of this program: the other end of <see cref="Workspace.ReadingCommand"/>.</summary>
public static class ServeReading
{
    /// <summary>Serves until the other side is gone.</summary>
    /// <param name="input">Where the sources come from.</param>
    /// <param name="output">Where the documents go.</param>
    /// <param name="abandoned">Called, on a thread of its own, when the other side is gone: ends the process, whatever it is at.</param>
    /// <param name="cancellationToken">Ends the reading under way.</param>
    public static Task RunAsync(Stream input, Stream output, Action abandoned, CancellationToken cancellationToken) => ReadingWorker.RunAsync(input, output, abandoned, cancellationToken);
}
