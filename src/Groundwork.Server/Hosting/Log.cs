using Microsoft.Extensions.Logging;

namespace Groundwork.Server.Hosting;

/// <summary>What the server tells its operator. No document text, question or key: addresses and codes instead.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed with {Code}.")]
    public static partial void Failed(this ILogger logger, Exception problem, string method, string path, string code);
}
