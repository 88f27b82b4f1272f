using System.Globalization;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

/// <summary>What a form of ours holds.</summary>
internal static class PageForm
{
    /// <summary>Reads a form that carries its secret.</summary>
    public static async Task<IFormCollection> ReadAsync(HttpContext http, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        await antiforgery.ValidateRequestAsync(http);
        return await http.Request.ReadFormAsync(cancellationToken);
    }

    /// <summary>A text; null where the field is empty or missing.</summary>
    public static string? Optional(this IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The words of a field; null for none.</summary>
    public static IReadOnlyList<string>? Words(this IFormCollection form, string name) =>
        form[name].ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : null;

    /// <summary>A whole number.</summary>
    /// <exception cref="InvalidRequestException">The field holds something else.</exception>
    public static int Number(this IFormCollection form, string name, int otherwise)
    {
        if (form.Optional(name) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidRequestException($"\"{text}\" is no whole number. Correct the field \"{name}\".");
    }

    /// <summary>A number; null where the field is empty.</summary>
    /// <exception cref="InvalidRequestException">The field holds something else.</exception>
    public static double? Real(this IFormCollection form, string name)
    {
        if (form.Optional(name) is not { } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw new InvalidRequestException($"\"{text}\" is no number. Correct the field \"{name}\".");
    }
}
