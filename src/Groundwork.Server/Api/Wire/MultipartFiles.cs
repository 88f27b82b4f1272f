using System.Runtime.CompilerServices;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Groundwork.Server.Api.Wire;

/// <summary>The files of a multipart body, one after the other, never held in memory.</summary>
internal static class MultipartFiles
{
    private const int LongestBoundary = 200;

    /// <summary>Reads them. The content of a file is read before the next one is asked for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="example">How such a request is sent, for whoever sent another.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidRequestException">The body is no such form, or breaks off.</exception>
    public static async IAsyncEnumerable<(string Field, string Name, Stream Content)> ReadAsync(HttpRequest request, string example, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = new MultipartReader(Boundary(request, example), request.Body);
        while (await ReadPartAsync(parts, cancellationToken) is { } part)
            if (ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) && disposition.IsFileDisposition())
                yield return (HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), NameOf(disposition), part.Body);
    }

    private static string Boundary(HttpRequest request, string example)
    {
        var isMultipart = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
        var boundary = isMultipart ? HeaderUtilities.RemoveQuotes(type!.Boundary).ToString() : "";
        return boundary.Length is > 0 and <= LongestBoundary
            ? boundary
            : throw new InvalidRequestException($"The content type is \"{request.ContentType}\". Send the files as multipart/form-data, as in: {example}");
    }

    private static async Task<MultipartSection?> ReadPartAsync(MultipartReader parts, CancellationToken cancellationToken)
    {
        try
        {
            return await parts.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is InvalidDataException || (problem is IOException && problem is not BadHttpRequestException))
        {
            throw new InvalidRequestException($"The upload breaks off or is no multipart/form-data ({problem.Message}) Nothing was kept.");
        }
    }

    private static string NameOf(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
}
