// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "xml.h"

#include <algorithm>

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlsave.h>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

struct Utf8
{
    explicit Utf8(const QString &text)
        : bytes(text.toUtf8())
    {}
    operator const xmlChar *() const { return reinterpret_cast<const xmlChar *>(bytes.data()); }
    QByteArray bytes;
};

QString fromXml(const xmlChar *text)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(text));
}

QString take(xmlChar *text)
{
    const QString copy = fromXml(text);
    xmlFree(text);
    return copy;
}

QString dump(xmlDoc *document, xmlNode *node)
{
    xmlBuffer *buffer = xmlBufferCreate();
    xmlSaveCtxt *context = xmlSaveToBuffer(buffer, "UTF-8", XML_SAVE_FORMAT | XML_SAVE_NO_DECL);
    if (node)
        xmlSaveTree(context, node);
    else
        xmlSaveDoc(context, document);
    xmlSaveClose(context);
    const QString text = fromXml(xmlBufferContent(buffer));
    xmlBufferFree(buffer);
    return text;
}

bool isElement(const xmlNode *node) { return node->type == XML_ELEMENT_NODE; }

} // namespace

QString XmlElement::name() const { return m_node ? fromXml(m_node->name) : QString(); }

QString XmlElement::namespaceUri() const
{
    return m_node && m_node->ns ? fromXml(m_node->ns->href) : QString();
}

QString XmlElement::text() const { return m_node ? take(xmlNodeGetContent(m_node)) : QString(); }

QString XmlElement::attribute(const QString &name) const
{
    return m_node ? take(xmlGetNoNsProp(m_node, Utf8(name))) : QString();
}

bool XmlElement::hasAttribute(const QString &name) const
{
    return m_node && xmlHasNsProp(m_node, Utf8(name), nullptr);
}

XmlElement XmlElement::parent() const
{
    return m_node && m_node->parent && isElement(m_node->parent) ? XmlElement(m_node->parent)
                                                                 : XmlElement();
}

QList<XmlElement> XmlElement::children() const
{
    QList<XmlElement> list;
    for (xmlNode *node = m_node ? m_node->children : nullptr; node; node = node->next) {
        if (isElement(node))
            list.append(XmlElement(node));
    }
    return list;
}

QList<XmlElement> XmlElement::children(const QString &name) const
{
    const Utf8 wanted(name);
    QList<XmlElement> list;
    for (xmlNode *node = m_node ? m_node->children : nullptr; node; node = node->next) {
        if (isElement(node) && !node->ns && xmlStrEqual(node->name, wanted))
            list.append(XmlElement(node));
    }
    return list;
}

QList<XmlElement> XmlElement::children(const QString &name, const QString &namespaceUri) const
{
    QList<XmlElement> list = children();
    list.removeIf([&](const XmlElement &element) {
        return element.name() != name || element.namespaceUri() != namespaceUri;
    });
    return list;
}

XmlElement XmlElement::child(const QString &path) const
{
    XmlElement element = *this;
    for (const QString &name : path.split(u'/')) {
        const QList<XmlElement> found = element.children(name);
        if (found.isEmpty())
            return {};
        element = found.first();
    }
    return element;
}

XmlElement XmlElement::child(const QString &name, const QString &namespaceUri) const
{
    for (const XmlElement &element : children()) {
        if (element.name() == name && element.namespaceUri() == namespaceUri)
            return element;
    }
    return {};
}

void XmlElement::setText(const QString &text)
{
    xmlNodeSetContent(m_node, nullptr);
    xmlNodeAddContent(m_node, Utf8(text)); // escapes, which xmlNodeSetContent does not
}

void XmlElement::setAttribute(const QString &name, const QString &value)
{
    xmlSetProp(m_node, Utf8(name), Utf8(value));
}

void XmlElement::removeAttribute(const QString &name)
{
    if (m_node)
        xmlUnsetProp(m_node, Utf8(name));
}

XmlElement XmlElement::ensure(const QString &path)
{
    XmlElement element = *this;
    for (const QString &name : path.split(u'/')) {
        const XmlElement found = element.child(name);
        element = found ? found : element.append(name);
    }
    return element;
}

XmlElement XmlElement::append(const QString &name)
{
    return XmlElement(
        xmlAddChild(m_node, xmlNewDocNode(m_node->doc, nullptr, Utf8(name), nullptr)));
}

XmlElement XmlElement::append(const QString &prefix, const QString &namespaceUri,
                              const QString &name)
{
    const XmlElement element = append(name);
    xmlSetNs(element.m_node, xmlNewNs(element.m_node, Utf8(namespaceUri), Utf8(prefix)));
    return element;
}

XmlElement XmlElement::appendInSameNamespace(const QString &name)
{
    const XmlElement element = append(name);
    xmlSetNs(element.m_node, m_node->ns);
    return element;
}

XmlElement XmlElement::ensure(const QString &prefix, const QString &namespaceUri,
                              const QString &name)
{
    if (const XmlElement found = child(name, namespaceUri))
        return found;
    xmlNs *space = xmlSearchNsByHref(m_node->doc, m_node, Utf8(namespaceUri));
    if (!space)
        space = xmlNewNs(xmlDocGetRootElement(m_node->doc), Utf8(namespaceUri), Utf8(prefix));
    const XmlElement element = append(name);
    xmlSetNs(element.m_node, space);
    return element;
}

XmlElement XmlElement::insertAfter(const QString &name)
{
    return XmlElement(
        xmlAddNextSibling(m_node, xmlNewDocNode(m_node->doc, nullptr, Utf8(name), nullptr)));
}

XmlElement XmlElement::prepend(const QString &name)
{
    if (!m_node->children)
        return append(name);
    return XmlElement(xmlAddPrevSibling(m_node->children,
                                        xmlNewDocNode(m_node->doc, nullptr, Utf8(name), nullptr)));
}

XmlElement XmlElement::appendCopy(const XmlElement &other)
{
    return XmlElement(xmlAddChild(m_node, xmlDocCopyNode(other.m_node, m_node->doc, 1)));
}

void XmlElement::remove()
{
    if (!m_node)
        return;
    xmlUnlinkNode(m_node);
    xmlFreeNode(m_node);
    m_node = nullptr;
}

void XmlElement::removeChildren(const QString &name)
{
    for (XmlElement element : children(name))
        element.remove();
}

QString XmlElement::toString() const { return m_node ? dump(m_node->doc, m_node) : QString(); }

void XmlDocument::Free::operator()(_xmlDoc *document) const { xmlFreeDoc(document); }

Result<XmlDocument> XmlDocument::parse(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    if (bytes.size() > kMaximumBytes) {
        return fail(ErrorCode::LimitExceeded,
                    u"the definition is larger than %1 bytes"_s.arg(kMaximumBytes));
    }
    xmlParserCtxt *context = xmlNewParserCtxt();
    constexpr int options =
        XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    XmlDocument document(
        xmlCtxtReadMemory(context, bytes.data(), int(bytes.size()), nullptr, "UTF-8", options));
    const xmlError *error = xmlCtxtGetLastError(context);
    const QString words = error ? QString::fromUtf8(error->message).trimmed() : u"empty"_s;
    const int line = error ? error->line : 0;
    xmlFreeParserCtxt(context);
    if (!document.m_document || !document.root()) {
        return fail(ErrorCode::InvalidParams,
                    u"the definition is not XML: line %1: %2"_s.arg(line).arg(words));
    }
    if (document.m_document->intSubset)
        return fail(ErrorCode::InvalidParams, u"the definition has a document type declaration"_s);
    return document;
}

XmlDocument XmlDocument::withRoot(const QString &name)
{
    XmlDocument document(xmlNewDoc(reinterpret_cast<const xmlChar *>("1.0")));
    xmlDocSetRootElement(document.m_document.get(),
                         xmlNewDocNode(document.m_document.get(), nullptr, Utf8(name), nullptr));
    return document;
}

XmlElement XmlDocument::root() const { return XmlElement(xmlDocGetRootElement(m_document.get())); }

XmlDocument XmlDocument::clone() const { return XmlDocument(xmlCopyDoc(m_document.get(), 1)); }

QString XmlDocument::toString() const { return dump(m_document.get(), nullptr); }

bool isXmlText(const QString &text)
{
    if (!text.isValidUtf16())
        return false;
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u < 0x20 && u != '\t' && u != '\n' && u != '\r') || u == 0xfffe || u == 0xffff;
    });
}

} // namespace Atoll::Kvm
