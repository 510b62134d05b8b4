// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "testdriver.h"

#include <QSaveFile>
#include <QUuid>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace Atoll::Support::TestDriver {

namespace {

const QUuid kUuidSpace(0x7a1b3c5d, 0x1f2e, 0x4a6b, 0x9c, 0x8d, 0x0e, 0x1f, 0x2a, 0x3b, 0x4c, 0x5d);

void writeDomain(QXmlStreamWriter &xml, const QString &name)
{
    xml.writeStartElement(u"domain"_s);
    xml.writeAttribute(u"type"_s, u"test"_s);
    xml.writeTextElement(u"name"_s, name);
    xml.writeTextElement(u"uuid"_s,
                         QUuid::createUuidV5(kUuidSpace, name).toString(QUuid::WithoutBraces));
    xml.writeTextElement(u"memory"_s, u"1048576"_s);
    xml.writeTextElement(u"vcpu"_s, u"2"_s);
    xml.writeStartElement(u"os"_s);
    xml.writeTextElement(u"type"_s, u"hvm"_s);
    xml.writeEndElement();
    xml.writeStartElement(u"devices"_s);
    xml.writeStartElement(u"disk"_s);
    xml.writeAttribute(u"type"_s, u"file"_s);
    xml.writeAttribute(u"device"_s, u"disk"_s);
    xml.writeEmptyElement(u"source"_s);
    xml.writeAttribute(u"file"_s, u"/var/lib/atoll/images/%1.qcow2"_s.arg(name));
    xml.writeEmptyElement(u"target"_s);
    xml.writeAttribute(u"dev"_s, u"vda"_s);
    xml.writeAttribute(u"bus"_s, u"virtio"_s);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
}

} // namespace

QByteArray nodeXml(int guests)
{
    QByteArray text;
    QXmlStreamWriter xml(&text);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"node"_s);
    for (int number = 1; number <= guests; ++number) {
        writeDomain(xml, u"guest-%1"_s.arg(number, 5, 10, QLatin1Char('0')));
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    return text;
}

Result<QString> writeNode(const QString &directory, int guests)
{
    const auto path = directory + u"/test-driver.xml"_s;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(nodeXml(guests)) < 0 || !file.commit()) {
        return fail(ErrorCode::Internal, u"cannot write %1: %2"_s.arg(path, file.errorString()));
    }
    return u"test://"_s + path;
}

} // namespace Atoll::Support::TestDriver
